package dev.gatehouse.application;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.DeletionRefused;
import dev.gatehouse.domain.AuditEvent.EmailChangeRequested;
import dev.gatehouse.domain.AuditEvent.EmailVerificationRefused;
import dev.gatehouse.domain.AuditEvent.PasswordChangeRefused;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.EmailVerificationOutcome.InvalidCode;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordRefused;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.UserEvent.UserDeleted;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.PasswordKeeper;
import dev.gatehouse.domain.port.ProfileKeeper;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.UserEvents;
import dev.gatehouse.domain.usecase.AccountManagement;
import java.time.InstantSource;

/** Changes and deletes accounts with the identity provider. */
public final class AccountManagementUseCase implements AccountManagement {
  private final PasswordKeeper passwords;
  private final ProfileKeeper profiles;
  private final Revocation revocation;
  private final UserEvents events;
  private final Attempts attempts;
  private final AuditTrail audit;

  /**
   * Makes the use case.
   *
   * @param passwords keeps the passwords
   * @param profiles keeps the rest
   * @param revoked is told whose sessions have ended
   * @param events is told who was deleted
   * @param attempts lets through what bears a proof or has a code sent
   * @param audit is told what was changed
   * @param clock tells the current time
   */
  public AccountManagementUseCase(
      PasswordKeeper passwords,
      ProfileKeeper profiles,
      RevokedTokens revoked,
      UserEvents events,
      Attempts attempts,
      AuditTrail audit,
      InstantSource clock) {
    this.passwords = passwords;
    this.profiles = profiles;
    this.revocation = new Revocation(revoked, clock);
    this.events = events;
    this.attempts = attempts;
    this.audit = audit;
  }

  private static Subject subject(AccountAccess access) {
    return access.claims().identity().subject();
  }

  private static Username username(AccountAccess access) {
    return access.claims().identity().username();
  }

  @Override
  public PasswordChangeOutcome changePassword(
      Caller caller, AccountAccess access, Password current, NewPassword password) {
    return attempts.proof(
        caller,
        username(access),
        () -> recorded(caller, access, passwords.changePassword(access, current, password)),
        PasswordChangeOutcome.InvalidCredentials.class::isInstance,
        PasswordChangeOutcome.TooManyAttempts::new);
  }

  private PasswordChangeOutcome recorded(
      Caller caller, AccountAccess access, PasswordChangeOutcome outcome) {
    Subject subject = subject(access);
    audit.record(
        switch (outcome) {
          case PasswordChanged() -> new AuditEvent.PasswordChanged(caller, subject);
          case PasswordChangeOutcome.InvalidCredentials() ->
              new PasswordChangeRefused(caller, subject, Reason.INVALID_CREDENTIALS);
          case PasswordRefused() ->
              new PasswordChangeRefused(caller, subject, Reason.PROVIDER_RULE);
          case PasswordChangeOutcome.TooManyAttempts(_) ->
              new PasswordChangeRefused(caller, subject, Reason.LOCKED_BY_PROVIDER);
          case PasswordChangeOutcome.AccessRefused() ->
              new PasswordChangeRefused(caller, subject, Reason.SESSION_ENDED);
        });
    return outcome;
  }

  @Override
  public EmailChangeOutcome changeEmail(Caller caller, AccountAccess access, EmailAddress email) {
    return attempts.code(
        caller,
        username(access),
        () -> {
          EmailChangeOutcome outcome = profiles.changeEmail(access, email);
          if (outcome instanceof EmailChanged) {
            audit.record(new EmailChangeRequested(caller, subject(access)));
          }
          return outcome;
        },
        EmailChangeOutcome.TooManyAttempts::new);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(Caller caller, AccountAccess access) {
    return attempts.code(
        caller,
        username(access),
        () -> profiles.sendEmailCode(access),
        EmailCodeOutcome.TooManyAttempts::new);
  }

  @Override
  public EmailVerificationOutcome verifyEmail(
      Caller caller, AccountAccess access, ConfirmationCode code) {
    return attempts.request(
        caller,
        () -> recorded(caller, access, profiles.verifyEmail(access, code)),
        EmailVerificationOutcome.TooManyAttempts::new);
  }

  private EmailVerificationOutcome recorded(
      Caller caller, AccountAccess access, EmailVerificationOutcome outcome) {
    Subject subject = subject(access);
    audit.record(
        switch (outcome) {
          case EmailVerified() -> new AuditEvent.EmailVerified(caller, subject);
          case InvalidCode() -> new EmailVerificationRefused(caller, subject, Reason.INVALID_CODE);
          case EmailVerificationOutcome.AccessRefused() ->
              new EmailVerificationRefused(caller, subject, Reason.SESSION_ENDED);
          case EmailVerificationOutcome.TooManyAttempts(_) ->
              new EmailVerificationRefused(caller, subject, Reason.LOCKED_BY_PROVIDER);
        });
    return outcome;
  }

  @Override
  public DeletionOutcome delete(Caller caller, AccountAccess access, Password password) {
    return attempts.proof(
        caller,
        username(access),
        () -> attempted(caller, access, password),
        DeletionOutcome.InvalidCredentials.class::isInstance,
        DeletionOutcome.TooManyAttempts::new);
  }

  private DeletionOutcome attempted(Caller caller, AccountAccess access, Password password) {
    DeletionOutcome outcome = profiles.delete(access, password);
    Subject subject = subject(access);
    switch (outcome) {
      case Deleted() -> {
        revocation.allOf(subject);
        events.publish(new UserDeleted(subject));
        audit.record(new AuditEvent.Deleted(caller, subject));
      }
      case DeletionOutcome.InvalidCredentials() ->
          audit.record(new DeletionRefused(caller, subject, Reason.INVALID_CREDENTIALS));
      case DeletionOutcome.TooManyAttempts(_) ->
          audit.record(new DeletionRefused(caller, subject, Reason.LOCKED_BY_PROVIDER));
      case DeletionOutcome.AccessRefused() ->
          audit.record(new DeletionRefused(caller, subject, Reason.SESSION_ENDED));
    }
    return outcome;
  }
}
