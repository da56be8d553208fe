package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.code.CodeKind;
import dev.gatehouse.adapter.embedded.code.Codes.Generated;
import dev.gatehouse.adapter.embedded.code.Codes.Match;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.token.AccountAccess;
import java.time.Instant;

/** Changes and resets passwords. */
final class EmbeddedPasswords implements Passwords {
  private final Accounts accounts;

  EmbeddedPasswords(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void sendResetCode(Caller caller, Username username) {
    accounts.calls().runHashing("send_reset_code", () -> makeAndSendCode(username));
  }

  private void makeAndSendCode(Username username) {
    Generated code = accounts.codes().generate();
    StoredUser user = accounts.findByUsername(username);
    if (user != null) {
      accounts
          .codes()
          .storeAndSend(code, user, CodeKind.PASSWORD_RESET, accounts.clock().instant());
    }
  }

  @Override
  public PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    return accounts.calls().runHashing("reset", () -> checkAndReset(username, code, password));
  }

  private PasswordResetOutcome checkAndReset(
      Username username, ConfirmationCode code, NewPassword password) {
    StoredUser user = accounts.findByUsername(username);
    Instant now = accounts.clock().instant();
    Match match = accounts.codes().verify(user, CodeKind.PASSWORD_RESET, code, now);
    if (match == null) {
      return new InvalidCode();
    }
    PasswordHash hash = accounts.hasher().hash(password);
    return accounts
        .database()
        .write(
            transaction -> {
              if (!match.consume(transaction)) {
                return new InvalidCode();
              }
              String subject = match.user().subject();
              accounts.users().setPasswordHash(transaction, subject, hash);
              return new PasswordReset(
                  new Subject(subject), accounts.sessions().endAll(transaction, subject, now));
            });
  }

  @Override
  public PasswordChangeOutcome change(
      AccountAccess access, Password current, NewPassword password) {
    return accounts
        .calls()
        .runHashing("change_password", () -> checkAndChange(access, current, password));
  }

  private PasswordChangeOutcome checkAndChange(
      AccountAccess access, Password current, NewPassword password) {
    PasswordHasher hasher = accounts.hasher();
    StoredUser user = accounts.findSignedIn(access);
    if (user == null) {
      return new AccessRefused();
    }
    if (hasher.match(current, user.passwordHash()) == PasswordHasher.Match.NONE) {
      return new InvalidCredentials();
    }
    PasswordHash hash = hasher.hash(password);
    return accounts
        .database()
        .write(
            transaction -> {
              if (accounts.findSignedIn(transaction, access) == null) {
                return new AccessRefused();
              }
              return accounts.users().replacePasswordHash(transaction, user, hash)
                  ? new PasswordChanged()
                  : new InvalidCredentials();
            });
  }
}
