/** Password hashing, and the threads that it runs on. */
@NullMarked
package dev.gatehouse.adapter.embedded.hashing;

import org.jspecify.annotations.NullMarked;
