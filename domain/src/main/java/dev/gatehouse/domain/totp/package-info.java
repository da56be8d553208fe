/** Authenticator apps (TOTP). */
@NullMarked
package dev.gatehouse.domain.totp;

import org.jspecify.annotations.NullMarked;
