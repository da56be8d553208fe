package dev.gatehouse.adapter.embedded;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.code.CodeKind;
import dev.gatehouse.adapter.embedded.code.Codes.Generated;
import dev.gatehouse.adapter.embedded.code.Codes.Match;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.token.AccountAccess;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes e-mail addresses and deletes users. */
final class EmbeddedProfiles implements Profiles {
  private final Accounts accounts;

  EmbeddedProfiles(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public @Nullable Subject findSubject(Username username) {
    return accounts
        .calls()
        .<@Nullable Subject>run(
            "find_subject",
            () -> {
              StoredUser user = accounts.findByUsername(username);
              return user == null ? null : new Subject(user.subject());
            });
  }

  @Override
  public @Nullable EmailAddress findEmail(AccountAccess access) {
    return accounts
        .calls()
        .<@Nullable EmailAddress>run(
            "find_email",
            () -> {
              StoredUser user = accounts.findSignedIn(access);
              return user == null ? null : new EmailAddress(user.email());
            });
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    return accounts.calls().runHashing("change_email", () -> storeEmail(access, email));
  }

  private EmailChangeOutcome storeEmail(AccountAccess access, EmailAddress email) {
    Generated code = accounts.codes().generate();
    TooManyAttempts tooMany = accounts.codes().acquire(email.value());
    if (tooMany != null) {
      return tooMany;
    }
    Instant now = accounts.clock().instant();
    EmailChangeOutcome outcome =
        accounts.database().write(transaction -> note(transaction, access, email, code, now));
    if (outcome instanceof EmailChanged(_, var verificationRequired) && verificationRequired) {
      accounts
          .codes()
          .send(
              code.code(),
              access.claims().identity().username().value(),
              CodeKind.EMAIL_VERIFICATION,
              email.value(),
              now);
    }
    return outcome;
  }

  private EmailChangeOutcome note(
      Transaction transaction,
      AccountAccess access,
      EmailAddress email,
      Generated code,
      Instant now) {
    StoredUser user = accounts.findSignedIn(transaction, access);
    if (user == null) {
      return new AccessRefused();
    }
    String subject = user.subject();
    boolean another = !user.email().equals(email.value());
    accounts.users().setPendingEmail(transaction, subject, another ? email.value() : null);
    if (another) {
      StoredUser changed = requireNonNull(accounts.users().findBySubject(transaction, subject));
      accounts.codes().store(transaction, code, changed, CodeKind.EMAIL_VERIFICATION, now);
    }
    return new EmailChanged(
        new Identity.Email(new EmailAddress(user.email()), user.emailVerified()), another);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    return accounts.calls().runHashing("send_email_code", () -> makeAndSendCode(access));
  }

  private EmailCodeOutcome makeAndSendCode(AccountAccess access) {
    Generated code = accounts.codes().generate();
    StoredUser user = accounts.findSignedIn(access);
    if (user == null) {
      return new AccessRefused();
    }
    accounts
        .codes()
        .storeAndSend(code, user, CodeKind.EMAIL_VERIFICATION, accounts.clock().instant());
    return new CodeRequested();
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    return accounts.calls().runHashing("verify_email", () -> checkAndVerify(access, code));
  }

  private EmailVerificationOutcome checkAndVerify(AccountAccess access, ConfirmationCode code) {
    StoredUser user = accounts.findSignedIn(access);
    if (user == null) {
      return new AccessRefused();
    }
    Match match =
        accounts
            .codes()
            .verify(user, CodeKind.EMAIL_VERIFICATION, code, accounts.clock().instant());
    String email = user.unverifiedEmail();
    if (match == null || email == null) {
      return new InvalidCode();
    }
    return accounts
        .database()
        .write(
            transaction -> {
              if (!match.consume(transaction)) {
                return new InvalidCode();
              }
              accounts.users().setVerifiedEmail(transaction, user.subject(), email);
              return new EmailVerified();
            });
  }

  @Override
  public DeletionOutcome delete(AccountAccess access) {
    return accounts.<DeletionOutcome>runAsOwner(
        "delete",
        access,
        new AccessRefused(),
        (transaction, user) -> {
          // Deleting the user deletes the sessions, so they are ended and listed first.
          EndedSessions ended =
              accounts.sessions().endAll(transaction, user.subject(), accounts.clock().instant());
          accounts.users().delete(transaction, user.subject());
          return new Deleted(ended);
        });
  }
}
