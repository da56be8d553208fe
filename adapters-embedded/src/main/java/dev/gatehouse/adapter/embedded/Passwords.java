package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.Codes.Fresh;
import dev.gatehouse.adapter.embedded.Codes.Match;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome.AccessRefused;
import dev.gatehouse.domain.PasswordChangeOutcome.InvalidCredentials;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PasswordResetOutcome.InvalidCode;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import java.time.Instant;

/** Passwords are recovered and changed. */
final class Passwords {
  private final Accounts accounts;

  Passwords(Accounts accounts) {
    this.accounts = accounts;
  }

  void sendResetCode(Username username) {
    Fresh code = accounts.codes().fresh();
    StoredUser user = accounts.named(username);
    if (user != null && user.enabled() && user.confirmed()) {
      accounts
          .codes()
          .keepAndSend(
              code, user, CodeKind.PASSWORD_RESET, user.email(), accounts.clock().instant());
    }
  }

  PasswordResetOutcome reset(Username username, ConfirmationCode code, NewPassword password) {
    StoredUser user = accounts.named(username);
    Instant now = accounts.clock().instant();
    Match match =
        accounts
            .codes()
            .match(user == null ? null : user.subject(), CodeKind.PASSWORD_RESET, code, now);
    if (match == null) {
      return new InvalidCode();
    }
    PasswordHash hash = accounts.hasher().hash(password);
    return accounts
        .database()
        .write(
            connection -> {
              if (!match.use(connection)) {
                return new InvalidCode();
              }
              accounts.users().setPasswordHash(connection, match.subject(), hash);
              accounts.sessions().endAll(connection, match.subject(), now);
              return new PasswordReset(new Subject(match.subject()));
            });
  }

  PasswordChangeOutcome change(AccountAccess access, Password current, NewPassword password) {
    PasswordHasher hasher = accounts.hasher();
    StoredUser user = accounts.live(access);
    if (user == null) {
      return new AccessRefused();
    }
    if (!hasher.matches(current, user.passwordHash())) {
      return new InvalidCredentials();
    }
    PasswordHash hash = hasher.hash(password);
    return accounts
        .database()
        .write(
            connection -> {
              if (accounts.live(connection, access) == null) {
                return new AccessRefused();
              }
              return accounts.users().replacePasswordHash(connection, user, hash)
                  ? new PasswordChanged()
                  : new InvalidCredentials();
            });
  }
}
