package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.ConfirmationRefused;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.AuditEvent.RegistrationCodeRequested;
import dev.gatehouse.domain.audit.AuditEvent.RegistrationConfirmed;
import dev.gatehouse.domain.audit.UserEvent.UserRegistered;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.UserEvents;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.usecase.Registration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;

/** Registers users at the identity provider. */
final class RegistrationUseCase implements Registration {
  private static final Logger LOG = System.getLogger(RegistrationUseCase.class.getName());

  private final Registrations registrations;
  private final Profiles profiles;
  private final PasswordPolicy policy;
  private final TakenUsernames takenUsernames;
  private final Executor codeRequests;
  private final UserEvents events;
  private final RateLimits limits;
  private final AuditTrail audit;

  RegistrationUseCase(
      Registrations registrations,
      Profiles profiles,
      PasswordPolicy policy,
      TakenUsernames takenUsernames,
      Executor codeRequests,
      UserEvents events,
      RateLimits limits,
      AuditTrail audit) {
    this.registrations = registrations;
    this.profiles = profiles;
    this.policy = policy;
    this.takenUsernames = takenUsernames;
    this.codeRequests = codeRequests;
    this.events = events;
    this.limits = limits;
    this.audit = audit;
  }

  @Override
  public RegistrationOutcome register(Caller caller, NewUser user) {
    List<Violation> violations = user.password().violations(policy, user.username(), user.email());
    if (!violations.isEmpty()) {
      return new PasswordRefused(violations);
    }
    RegistrationOutcome result =
        limits.limitRegistration(
            caller,
            user.username(),
            () -> recorded(caller, user.username(), registrations.register(caller, user)),
            outcome -> outcome instanceof UsernameTaken || isHidden(outcome),
            refused -> refused);
    return isHidden(result) ? new ConfirmationRequired(null) : result;
  }

  /** Returns whether the outcome is one of those that a client must not tell apart. */
  private boolean isHidden(RegistrationOutcome outcome) {
    return takenUsernames == TakenUsernames.HIDDEN
        && (outcome instanceof UsernameTaken || outcome instanceof ConfirmationRequired);
  }

  private RegistrationOutcome recorded(
      Caller caller, Username username, RegistrationOutcome outcome) {
    audit.record(
        switch (outcome) {
          case Registered(var subject) -> new AuditEvent.Registered(caller, username, subject);
          case ConfirmationRequired(var subject) ->
              new AuditEvent.Registered(caller, username, subject);
          case UsernameTaken() -> refused(caller, username, Reason.USERNAME_TAKEN);
          case PasswordRefused(_), RegistrationRefused() ->
              refused(caller, username, Reason.PROVIDER_RULE);
          case TooManyAttempts refusal -> refused(caller, username, Reason.of(refusal));
        });
    if (outcome instanceof Registered(var subject) && subject != null) {
      events.publish(new UserRegistered(subject));
    }
    return outcome;
  }

  private static AuditEvent refused(Caller caller, Username username, Reason reason) {
    return new AuditEvent.RegistrationRefused(caller, username, reason);
  }

  @Override
  public ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code) {
    return limits.limitLogin(
        caller,
        username,
        () -> recorded(caller, username, registrations.confirm(caller, username, code)),
        InvalidCode.class::isInstance,
        refused -> refused);
  }

  private ConfirmationOutcome recorded(
      Caller caller, Username username, ConfirmationOutcome outcome) {
    audit.record(
        switch (outcome) {
          case Confirmed() -> new RegistrationConfirmed(caller, username);
          case Refusal refusal -> new ConfirmationRefused(caller, username, Reason.of(refusal));
        });
    if (outcome instanceof Confirmed) {
      publishRegistered(username);
    }
    return outcome;
  }

  /** The user is confirmed already, so a failure is only logged. */
  private void publishRegistered(Username username) {
    try {
      Subject subject = profiles.findSubject(username);
      if (subject != null) {
        events.publish(new UserRegistered(subject));
      }
    } catch (IdentityProviderUnavailableException e) {
      LOG.log(Level.WARNING, "The features do not hear of a new user: {0}", e.getMessage());
    }
  }

  @Override
  public CodeRequestOutcome resendCode(Caller caller, Username username) {
    return limits.limitPublicCodeRequest(
        caller,
        username,
        codeRequests,
        () -> {
          registrations.resendCode(caller, username);
          audit.record(new RegistrationCodeRequested(caller, username));
        });
  }
}
