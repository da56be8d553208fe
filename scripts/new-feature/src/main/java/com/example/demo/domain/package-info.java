/** Notes that users leave for themselves. */
@NullMarked
package com.example.demo.domain;

import org.jspecify.annotations.NullMarked;
