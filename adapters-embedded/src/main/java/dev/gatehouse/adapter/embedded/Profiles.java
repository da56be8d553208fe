package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.Codes.Fresh;
import dev.gatehouse.adapter.embedded.Codes.Match;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.DeletionOutcome.InvalidCredentials;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.EmailVerificationOutcome.InvalidCode;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Password;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Users change what they say about themselves, and go. */
final class Profiles {
  private final Accounts accounts;

  Profiles(Accounts accounts) {
    this.accounts = accounts;
  }

  EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    Fresh code = accounts.codes().fresh();
    Instant now = accounts.clock().instant();
    EmailChangeOutcome outcome =
        accounts.database().write(connection -> note(connection, access, email, code, now));
    if (outcome instanceof EmailChanged(_, var verificationRequired) && verificationRequired) {
      accounts
          .codes()
          .send(
              code,
              access.claims().identity().username().value(),
              CodeKind.EMAIL_VERIFICATION,
              email.value(),
              now);
    }
    return outcome;
  }

  private EmailChangeOutcome note(
      Connection connection, AccountAccess access, EmailAddress email, Fresh code, Instant now)
      throws SQLException {
    StoredUser user = accounts.live(connection, access);
    if (user == null) {
      return new EmailChangeOutcome.AccessRefused();
    }
    String subject = user.subject();
    boolean another = !user.email().equals(email.value());
    accounts.users().setPendingEmail(connection, subject, another ? email.value() : null);
    if (another) {
      accounts
          .codes()
          .keep(connection, code, subject, CodeKind.EMAIL_VERIFICATION, email.value(), now);
    } else {
      // The wish for another one is taken back.
      Codes.forget(connection, subject, CodeKind.EMAIL_VERIFICATION);
    }
    return new EmailChanged(
        new Identity.Email(new EmailAddress(user.email()), user.emailVerified()), another);
  }

  EmailCodeOutcome sendEmailCode(AccountAccess access) {
    Fresh code = accounts.codes().fresh();
    StoredUser user = accounts.live(access);
    if (user == null) {
      return new EmailCodeOutcome.AccessRefused();
    }
    String email = user.unverifiedEmail();
    if (email != null) {
      accounts
          .codes()
          .keepAndSend(code, user, CodeKind.EMAIL_VERIFICATION, email, accounts.clock().instant());
    }
    return new CodeRequested();
  }

  EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    StoredUser user = accounts.live(access);
    if (user == null) {
      return new EmailVerificationOutcome.AccessRefused();
    }
    Match match =
        accounts
            .codes()
            .match(user.subject(), CodeKind.EMAIL_VERIFICATION, code, accounts.clock().instant());
    if (match == null) {
      return new InvalidCode();
    }
    return accounts
        .database()
        .write(
            connection -> {
              if (!match.use(connection)) {
                return new InvalidCode();
              }
              accounts.users().setVerifiedEmail(connection, match.subject(), match.email());
              return new EmailVerified();
            });
  }

  DeletionOutcome delete(AccountAccess access, Password password) {
    StoredUser user = accounts.live(access);
    if (user == null) {
      return new DeletionOutcome.AccessRefused();
    }
    if (!accounts.hasher().matches(password, user.passwordHash())) {
      return new InvalidCredentials();
    }
    return accounts
        .database()
        .write(
            connection -> {
              if (!accounts.users().delete(connection, user)) {
                return new InvalidCredentials();
              }
              accounts
                  .sessions()
                  .endAllForGood(connection, user.subject(), accounts.clock().instant());
              return new Deleted();
            });
  }
}
