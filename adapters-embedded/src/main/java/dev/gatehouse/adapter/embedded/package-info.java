/**
 * An identity provider on this machine: the default, and the fake that tests swap in.
 *
 * <p>Users and refresh tokens live in SQLite, passwords as Argon2id hashes, and tokens are signed
 * with an RSA key of its own. In memory it is the same code on an in-memory database.
 */
@NullMarked
package dev.gatehouse.adapter.embedded;

import org.jspecify.annotations.NullMarked;
