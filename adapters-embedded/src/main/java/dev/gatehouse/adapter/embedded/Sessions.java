package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.SessionStore.StoredRefresh;
import dev.gatehouse.adapter.embedded.TokenIssuer.Signed;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LoginOutcome.UserDisabled;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.LogoutOutcome.AccessRefused;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RenewedTokens;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sessions begin with a login, go on and end. */
final class Sessions {
  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final Accounts accounts;

  Sessions(Accounts accounts) {
    this.accounts = accounts;
  }

  LoginOutcome logIn(Username username, Password password) {
    PasswordHasher hasher = accounts.hasher();
    StoredUser user = accounts.named(username);
    PasswordHash hash = user == null ? hasher.decoy() : user.passwordHash();
    if (!hasher.matches(password, hash) || user == null) {
      return new InvalidCredentials();
    }
    if (!user.enabled()) {
      return new UserDisabled();
    }
    if (!user.confirmed()) {
      return new UserNotConfirmed();
    }
    LoginOutcome outcome = begin(user, hasher.isWeak(hash) ? hasher.hash(password) : hash);
    // Where the password hash changed meanwhile: perhaps this is the new password.
    return outcome instanceof InvalidCredentials ? logIn(username, password) : outcome;
  }

  /**
   * Begins a session, unless the user was changed since the password was found right.
   *
   * @param renewed the hash to keep from now on
   * @return {@code InvalidCredentials} where the user is gone or has another password hash
   */
  private LoginOutcome begin(StoredUser user, PasswordHash renewed) {
    Instant now = accounts.clock().instant();
    String origin = accounts.tokens().newOrigin();
    Signed signed = accounts.tokens().sign(user, origin, now, now);
    return accounts
        .database()
        .write(
            connection -> {
              StoredUser current = accounts.users().identified(connection, user.subject());
              if (current == null
                  || !current.passwordHash().phc().equals(user.passwordHash().phc())) {
                return new InvalidCredentials();
              }
              if (!current.enabled()) {
                return new UserDisabled();
              }
              accounts.users().setPasswordHash(connection, user.subject(), renewed);
              RefreshToken refresh =
                  accounts.sessions().begin(connection, user.subject(), origin, now);
              return new LoggedIn(
                  new Tokens(signed.idToken(), signed.accessToken(), refresh, signed.lifetime()));
            });
  }

  RefreshOutcome refresh(RefreshToken token) {
    Instant now = accounts.clock().instant();
    Renewal renewal = accounts.database().write(connection -> renew(connection, token, now));
    return switch (renewal) {
      case Renewal.Refused(var outcome) -> outcome;
      case Renewal.Renewed(var user, var old, var replacement) -> {
        Signed signed = accounts.tokens().sign(user, old.origin(), old.authenticatedAt(), now);
        yield new Refreshed(
            new RenewedTokens(
                signed.idToken(), signed.accessToken(), replacement, signed.lifetime()));
      }
    };
  }

  /** What becomes of a refresh token. */
  private sealed interface Renewal {
    record Renewed(StoredUser user, StoredRefresh old, RefreshToken replacement)
        implements Renewal {}

    record Refused(RefreshOutcome outcome) implements Renewal {}
  }

  private Renewal renew(Connection connection, RefreshToken token, Instant now)
      throws SQLException {
    StoredRefresh stored = accounts.sessions().find(connection, token, now);
    if (stored == null) {
      return new Renewal.Refused(new InvalidRefreshToken());
    }
    if (SessionStore.isReused(stored, now)) {
      accounts.sessions().end(connection, stored.subject(), stored.origin(), now);
      LOG.log(
          Level.WARNING,
          "A refresh token of the user {0} was used again after its replacement; its session has"
              + " ended",
          stored.subject());
      return new Renewal.Refused(new RefreshTokenReused(new TokenOrigin(stored.origin())));
    }
    StoredUser user = accounts.users().identified(connection, stored.subject());
    if (user == null || !user.enabled()) {
      return new Renewal.Refused(new InvalidRefreshToken());
    }
    return new Renewal.Renewed(user, stored, accounts.sessions().replace(connection, stored, now));
  }

  @Nullable TokenOrigin end(RefreshToken token) {
    Instant now = accounts.clock().instant();
    return accounts
        .database()
        .<@Nullable TokenOrigin>write(
            connection -> {
              StoredRefresh stored = accounts.sessions().find(connection, token, now);
              if (stored == null) {
                return null;
              }
              accounts.sessions().end(connection, stored.subject(), stored.origin(), now);
              return new TokenOrigin(stored.origin());
            });
  }

  LogoutOutcome endAll(AccountAccess access) {
    return accounts
        .database()
        .write(
            connection -> {
              StoredUser user = accounts.live(connection, access);
              if (user == null) {
                return new AccessRefused();
              }
              accounts.sessions().endAll(connection, user.subject(), accounts.clock().instant());
              return new LoggedOut();
            });
  }
}
