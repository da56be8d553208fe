/** The outbound ports of the feature. */
@NullMarked
package com.example.demo.domain.port;

import org.jspecify.annotations.NullMarked;
