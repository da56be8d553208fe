/** The tests of the feature. */
@NullMarked
package com.example.demo;

import org.jspecify.annotations.NullMarked;
