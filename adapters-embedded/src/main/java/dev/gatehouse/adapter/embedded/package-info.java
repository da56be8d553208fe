/**
 * An identity provider on this machine: the default of the server, and the provider for tests.
 *
 * <p>It stores users and sessions in SQLite, hashes passwords with Argon2id and signs tokens with
 * an RSA key. In memory the same code uses a database in memory.
 */
@NullMarked
package dev.gatehouse.adapter.embedded;

import org.jspecify.annotations.NullMarked;
