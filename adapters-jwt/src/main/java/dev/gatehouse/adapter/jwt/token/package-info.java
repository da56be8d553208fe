/** Parses tokens and checks their claims. */
@NullMarked
package dev.gatehouse.adapter.jwt.token;

import org.jspecify.annotations.NullMarked;
