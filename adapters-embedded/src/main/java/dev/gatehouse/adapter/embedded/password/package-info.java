/** Checks the passwords of stored users: those of a provider, and those of a backup. */
@NullMarked
package dev.gatehouse.adapter.embedded.password;

import org.jspecify.annotations.NullMarked;
