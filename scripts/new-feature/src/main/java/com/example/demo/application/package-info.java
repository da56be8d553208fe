/** The conversations of the feature, carried out. */
@NullMarked
package com.example.demo.application;

import org.jspecify.annotations.NullMarked;
