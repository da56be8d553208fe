/** What the feature needs of the world. */
@NullMarked
package com.example.demo.domain.port;

import org.jspecify.annotations.NullMarked;
