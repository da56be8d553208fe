/** Key sets: where keys come from, how they are refreshed, and signature verification. */
@NullMarked
package dev.gatehouse.adapter.jwt.key;

import org.jspecify.annotations.NullMarked;
