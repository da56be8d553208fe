package dev.gatehouse.application;

import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.ConfirmationRefused;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.AuditEvent.RegistrationCodeRequested;
import dev.gatehouse.domain.AuditEvent.RegistrationConfirmed;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.CodeRequestOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.ConfirmationOutcome.InvalidCode;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.RegistrationOutcome.PasswordRefused;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.RegistrationOutcome.TooManyAttempts;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.usecase.Registration;

/** Registers users with the identity provider. */
public final class RegistrationUseCase implements Registration {
  private final IdentityProvider provider;
  private final TakenUsernames takenUsernames;
  private final Attempts attempts;
  private final AuditTrail audit;

  /** What whoever asks for a taken name is told. */
  public enum TakenUsernames {
    /** That it is taken. */
    TOLD,
    /**
     * That a code is on its way, as to everyone else: where names are e-mail addresses, and
     * registrations are confirmed by a code that only the address's owner gets.
     */
    HIDDEN
  }

  /**
   * Makes the use case.
   *
   * @param provider keeps the users
   * @param takenUsernames what is told of them
   * @param attempts lets registrations through
   * @param audit is told how they end
   */
  public RegistrationUseCase(
      IdentityProvider provider,
      TakenUsernames takenUsernames,
      Attempts attempts,
      AuditTrail audit) {
    this.provider = provider;
    this.takenUsernames = takenUsernames;
    this.attempts = attempts;
    this.audit = audit;
  }

  @Override
  public RegistrationOutcome register(Caller caller, NewUser user) {
    RegistrationOutcome outcome =
        attempts.registration(
            caller,
            user.username(),
            () -> recorded(caller, user.username(), provider.register(user)),
            UsernameTaken.class::isInstance,
            TooManyAttempts::new);
    return outcome instanceof UsernameTaken && takenUsernames == TakenUsernames.HIDDEN
        ? new ConfirmationRequired(null)
        : outcome;
  }

  private RegistrationOutcome recorded(
      Caller caller, Username username, RegistrationOutcome outcome) {
    audit.record(
        switch (outcome) {
          case Registered(var subject) -> new AuditEvent.Registered(caller, username, subject);
          case ConfirmationRequired(var subject) ->
              new AuditEvent.Registered(caller, username, subject);
          case UsernameTaken() -> refused(caller, username, Reason.USERNAME_TAKEN);
          case PasswordRefused(), RegistrationRefused() ->
              refused(caller, username, Reason.PROVIDER_RULE);
          case TooManyAttempts(_) -> refused(caller, username, Reason.LOCKED_BY_PROVIDER);
        });
    return outcome;
  }

  private static AuditEvent refused(Caller caller, Username username, Reason reason) {
    return new AuditEvent.RegistrationRefused(caller, username, reason);
  }

  @Override
  public ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code) {
    return attempts.proof(
        caller,
        username,
        () -> recorded(caller, username, provider.confirm(username, code)),
        InvalidCode.class::isInstance,
        ConfirmationOutcome.TooManyAttempts::new);
  }

  private ConfirmationOutcome recorded(
      Caller caller, Username username, ConfirmationOutcome outcome) {
    audit.record(
        switch (outcome) {
          case Confirmed() -> new RegistrationConfirmed(caller, username);
          case InvalidCode() -> new ConfirmationRefused(caller, username, Reason.INVALID_CODE);
          case ConfirmationOutcome.TooManyAttempts(_) ->
              new ConfirmationRefused(caller, username, Reason.LOCKED_BY_PROVIDER);
        });
    return outcome;
  }

  @Override
  public CodeRequestOutcome resendCode(Caller caller, Username username) {
    return attempts.code(
        caller,
        username,
        () -> {
          provider.resendCode(username);
          audit.record(new RegistrationCodeRequested(caller, username));
          return new CodeRequestOutcome.Accepted();
        },
        CodeRequestOutcome.TooManyAttempts::new);
  }
}
