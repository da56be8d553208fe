/** Wires the feature. Gatehouse finds it here. */
@NullMarked
package com.example.demo.bootstrap;

import org.jspecify.annotations.NullMarked;
