package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.account.UserStore;
import dev.gatehouse.adapter.embedded.code.Codes;
import dev.gatehouse.adapter.embedded.code.PendingRegistrations;
import dev.gatehouse.adapter.embedded.hashing.Operations;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.session.ChallengeStore;
import dev.gatehouse.adapter.embedded.session.SessionStore;
import dev.gatehouse.adapter.embedded.session.TokenIssuer;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.adapter.embedded.totp.TotpApps;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.token.AccountAccess;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The parts that the roles of the provider share.
 *
 * @param calls runs operations on the worker pools
 * @param hasher hashes passwords and codes
 * @param tokens signs tokens
 * @param clock the source of the current time
 */
record Accounts(
    Operations calls,
    SqliteDatabase database,
    UserStore users,
    PendingRegistrations registrations,
    SessionStore sessions,
    ChallengeStore challenges,
    TotpApps apps,
    Codes codes,
    PasswordHasher hasher,
    TokenIssuer tokens,
    InstantSource clock) {
  /** An operation for a user, in a transaction. */
  @FunctionalInterface
  interface OwnersWork<T> {
    T run(Transaction transaction, StoredUser user);
  }

  /** Finds the user with this name, in any case; null if there is none. */
  @Nullable StoredUser findByUsername(Username username) {
    return database.<@Nullable StoredUser>read(
        transaction -> users.findByUsername(transaction, username));
  }

  /** Finds the user of an access token; null if the session has ended. */
  @Nullable StoredUser findSignedIn(AccountAccess access) {
    return database.<@Nullable StoredUser>read(transaction -> findSignedIn(transaction, access));
  }

  /** Finds the user of an access token in a transaction; null if the session has ended. */
  @Nullable StoredUser findSignedIn(Transaction transaction, AccountAccess access) {
    String subject = access.claims().identity().subject().value();
    SessionId session = access.claims().session();
    StoredUser user = users.findBySubject(transaction, subject);
    return user != null
            && user.enabled()
            && session != null
            && sessions.isActive(transaction, subject, session.value(), clock.instant())
        ? user
        : null;
  }

  /**
   * Runs an operation for the user of an access token, in a transaction. Returns {@code refused} if
   * the session has ended.
   */
  <T> T runAsOwner(String operation, AccountAccess access, T refused, OwnersWork<T> work) {
    return calls.run(
        operation,
        () ->
            database.write(
                transaction -> {
                  StoredUser user = findSignedIn(transaction, access);
                  return user == null ? refused : work.run(transaction, user);
                }));
  }
}
