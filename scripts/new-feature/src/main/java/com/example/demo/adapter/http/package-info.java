/** The endpoints of the feature. */
@NullMarked
package com.example.demo.adapter.http;

import org.jspecify.annotations.NullMarked;
