/** The adapter that stores notes in memory. */
@NullMarked
package com.example.demo.adapter.memory;

import org.jspecify.annotations.NullMarked;
