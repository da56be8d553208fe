/** Notes of users. */
@NullMarked
package com.example.demo.domain;

import org.jspecify.annotations.NullMarked;
