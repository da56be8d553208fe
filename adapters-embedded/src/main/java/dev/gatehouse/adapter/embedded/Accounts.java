package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.Username;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What every operation on an account works with.
 *
 * @param hasher hashes passwords and codes
 * @param tokens signs tokens
 * @param clock tells the current time
 */
record Accounts(
    SqliteDatabase database,
    UserStore users,
    SessionStore sessions,
    ChallengeStore challenges,
    TotpApps apps,
    Codes codes,
    PasswordHasher hasher,
    TokenIssuer tokens,
    InstantSource clock) {
  /** What is done for a user on a connection. */
  @FunctionalInterface
  interface OwnersWork<T> {
    T on(Connection connection, StoredUser user) throws SQLException;
  }

  /** The user with this name in whatever case, or null. */
  @Nullable StoredUser named(Username username) {
    return database.<@Nullable StoredUser>read(connection -> users.named(connection, username));
  }

  /** The user whom the access token belongs to; null where its session has ended. */
  @Nullable StoredUser live(AccountAccess access) {
    return database.<@Nullable StoredUser>read(connection -> live(connection, access));
  }

  /** The same, in a transaction. */
  @Nullable StoredUser live(Connection connection, AccountAccess access) throws SQLException {
    String subject = access.claims().identity().subject().value();
    TokenOrigin origin = access.claims().origin();
    StoredUser user = users.identified(connection, subject);
    return user != null
            && user.enabled()
            && origin != null
            && sessions.isLive(connection, subject, origin.value(), clock.instant())
        ? user
        : null;
  }

  /**
   * Does it for the user whom the access token belongs to, or nothing where its session has ended.
   */
  <T> SqliteDatabase.Work<T> asOwner(AccountAccess access, T refused, OwnersWork<T> work) {
    return connection -> {
      StoredUser user = live(connection, access);
      return user == null ? refused : work.on(connection, user);
    };
  }
}
