package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.EmailChangeRequested;
import dev.gatehouse.domain.audit.AuditEvent.EmailVerificationRefused;
import dev.gatehouse.domain.audit.AuditEvent.PasswordChangeRefused;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.UserEvents;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.refusal.StepUpRefusal;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.usecase.AccountManagement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes and deletes accounts at the identity provider. */
final class AccountManagementUseCase implements AccountManagement {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Passwords passwords;
  private final Profiles profiles;
  private final PasswordPolicy policy;
  private final Revocations revocations;
  private final UserEvents events;
  private final StepUp stepUp;
  private final RateLimits limits;
  private final AuditTrail audit;

  AccountManagementUseCase(
      Passwords passwords,
      Profiles profiles,
      PasswordPolicy policy,
      Revocations revocations,
      UserEvents events,
      StepUp stepUp,
      RateLimits limits,
      AuditTrail audit) {
    this.passwords = passwords;
    this.profiles = profiles;
    this.policy = policy;
    this.revocations = revocations;
    this.events = events;
    this.stepUp = stepUp;
    this.limits = limits;
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
    return limits.limitLogin(
        caller,
        username(access),
        () -> change(caller, access, current, password),
        InvalidCredentials.class::isInstance,
        refused -> refused);
  }

  private PasswordChangeOutcome change(
      Caller caller, AccountAccess access, Password current, NewPassword password) {
    List<Violation> violations =
        password.violations(policy, username(access), profiles.findEmail(access));
    return violations.isEmpty()
        ? recorded(caller, access, passwords.change(access, current, password))
        : new PasswordRefused(violations);
  }

  private PasswordChangeOutcome recorded(
      Caller caller, AccountAccess access, PasswordChangeOutcome outcome) {
    Subject subject = subject(access);
    audit.record(
        switch (outcome) {
          case PasswordChanged() -> new AuditEvent.PasswordChanged(caller, subject);
          case PasswordRefused(_) ->
              new PasswordChangeRefused(caller, subject, Reason.PROVIDER_RULE);
          case Refusal refusal -> new PasswordChangeRefused(caller, subject, Reason.of(refusal));
        });
    return outcome;
  }

  @Override
  public EmailChangeOutcome changeEmail(
      Caller caller, AccountAccess access, @Nullable Password current, EmailAddress email) {
    StepUpRefusal refusal = stepUp.check(caller, access, current);
    if (refusal != null) {
      return refusal;
    }
    return limits.limitCodeRequest(
        caller,
        username(access),
        () -> {
          EmailChangeOutcome outcome = profiles.changeEmail(access, email);
          if (outcome instanceof EmailChanged(_, var verificationRequired)) {
            audit.record(new EmailChangeRequested(caller, subject(access)));
            if (!verificationRequired) {
              events.publish(new UserEvent.EmailChanged(subject(access)));
            }
          }
          return outcome;
        },
        refused -> refused);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(Caller caller, AccountAccess access) {
    return limits.limitCodeRequest(
        caller, username(access), () -> profiles.sendEmailCode(access), refused -> refused);
  }

  @Override
  public EmailVerificationOutcome verifyEmail(
      Caller caller, AccountAccess access, ConfirmationCode code) {
    return limits.limitCode(
        caller,
        () -> recorded(caller, access, profiles.verifyEmail(access, code)),
        refused -> refused);
  }

  private EmailVerificationOutcome recorded(
      Caller caller, AccountAccess access, EmailVerificationOutcome outcome) {
    Subject subject = subject(access);
    audit.record(
        switch (outcome) {
          case EmailVerified() -> new AuditEvent.EmailVerified(caller, subject);
          case Refusal refusal -> new EmailVerificationRefused(caller, subject, Reason.of(refusal));
        });
    if (outcome instanceof EmailVerified) {
      events.publish(new UserEvent.EmailChanged(subject));
    }
    return outcome;
  }

  @Override
  public DeletionOutcome delete(Caller caller, AccountAccess access, @Nullable Password current) {
    StepUpRefusal refusal = stepUp.check(caller, access, current);
    if (refusal != null) {
      return refusal;
    }
    Subject subject = subject(access);
    if (!events.announceDeletion(subject, username(access))) {
      throw IdentityProviderUnavailableException.unavailable(
          "The deletion cannot be stored for the features", RETRY_AFTER, null);
    }
    DeletionOutcome outcome = profiles.delete(access);
    if (outcome instanceof Deleted(var ended)) {
      revocations.revoke(subject, ended);
      events.publish(new UserDeleted(subject));
      audit.record(new AuditEvent.Deleted(caller, subject));
    }
    return outcome;
  }
}
