/** Apples, and what picking one can come to. */
@NullMarked
package com.acme.orchard.domain;

import org.jspecify.annotations.NullMarked;
