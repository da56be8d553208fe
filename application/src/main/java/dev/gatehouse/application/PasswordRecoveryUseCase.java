package dev.gatehouse.application;

import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.PasswordResetRefused;
import dev.gatehouse.domain.AuditEvent.PasswordResetRequested;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.CodeRequestOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PasswordResetOutcome.InvalidCode;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordRefused;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.PasswordResetOutcome.TooManyAttempts;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.PasswordKeeper;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import java.time.InstantSource;

/** Recovers passwords with the identity provider, and ends what sessions this node knows. */
public final class PasswordRecoveryUseCase implements PasswordRecovery {
  private final PasswordKeeper keeper;
  private final Revocation revocation;
  private final Attempts attempts;
  private final AuditTrail audit;

  /**
   * Makes the use case.
   *
   * @param keeper keeps the passwords
   * @param revoked is told which sessions have ended
   * @param attempts lets requests through
   * @param audit is told how they end
   * @param clock tells the current time
   */
  public PasswordRecoveryUseCase(
      PasswordKeeper keeper,
      RevokedTokens revoked,
      Attempts attempts,
      AuditTrail audit,
      InstantSource clock) {
    this.keeper = keeper;
    this.revocation = new Revocation(revoked, clock);
    this.attempts = attempts;
    this.audit = audit;
  }

  @Override
  public CodeRequestOutcome sendCode(Caller caller, Username username) {
    return attempts.code(
        caller,
        username,
        () -> {
          keeper.sendResetCode(username);
          audit.record(new PasswordResetRequested(caller, username));
          return new CodeRequestOutcome.Accepted();
        },
        CodeRequestOutcome.TooManyAttempts::new);
  }

  @Override
  public PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    return attempts.proof(
        caller,
        username,
        () -> attempted(caller, username, code, password),
        InvalidCode.class::isInstance,
        TooManyAttempts::new);
  }

  private PasswordResetOutcome attempted(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    PasswordResetOutcome outcome = keeper.reset(username, code, password);
    switch (outcome) {
      case PasswordReset(var subject) -> {
        revocation.sessionsOf(subject);
        audit.record(new AuditEvent.PasswordReset(caller, subject));
      }
      case InvalidCode() -> refused(caller, username, Reason.INVALID_CODE);
      case PasswordRefused() -> refused(caller, username, Reason.PROVIDER_RULE);
      case TooManyAttempts(_) -> refused(caller, username, Reason.LOCKED_BY_PROVIDER);
    }
    return outcome;
  }

  private void refused(Caller caller, Username username, Reason reason) {
    audit.record(new PasswordResetRefused(caller, username, reason));
  }
}
