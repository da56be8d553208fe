/** Accounts: registration, passwords, e-mail addresses and deletion. */
@NullMarked
package dev.gatehouse.domain.account;

import org.jspecify.annotations.NullMarked;
