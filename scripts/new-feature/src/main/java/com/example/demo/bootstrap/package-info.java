/** Where the feature is wired, and where Gatehouse finds it. */
@NullMarked
package com.example.demo.bootstrap;

import org.jspecify.annotations.NullMarked;
