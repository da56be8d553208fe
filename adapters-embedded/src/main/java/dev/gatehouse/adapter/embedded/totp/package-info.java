/** Authenticator apps (TOTP) and the encryption of their secrets. */
@NullMarked
package dev.gatehouse.adapter.embedded.totp;

import org.jspecify.annotations.NullMarked;
