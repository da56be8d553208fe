/** Logins and their challenges. */
@NullMarked
package dev.gatehouse.domain.login;

import org.jspecify.annotations.NullMarked;
