/** The inbound ports of the feature. */
@NullMarked
package com.example.demo.domain.usecase;

import org.jspecify.annotations.NullMarked;
