/** The use cases of the feature. */
@NullMarked
package com.example.demo.application;

import org.jspecify.annotations.NullMarked;
