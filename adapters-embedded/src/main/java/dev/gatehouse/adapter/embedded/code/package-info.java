/** One-time codes, and where they are captured instead of being sent. */
@NullMarked
package dev.gatehouse.adapter.embedded.code;

import org.jspecify.annotations.NullMarked;
