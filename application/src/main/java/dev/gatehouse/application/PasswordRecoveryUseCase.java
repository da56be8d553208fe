package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.PasswordResetRefused;
import dev.gatehouse.domain.audit.AuditEvent.PasswordResetRequested;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import java.util.List;
import java.util.concurrent.Executor;

/** Resets passwords at the identity provider and revokes the tokens of the ended sessions. */
final class PasswordRecoveryUseCase implements PasswordRecovery {
  private final Passwords passwords;
  private final PasswordPolicy policy;
  private final Revocations revocations;
  private final Executor codeRequests;
  private final RateLimits limits;
  private final AuditTrail audit;

  PasswordRecoveryUseCase(
      Passwords passwords,
      PasswordPolicy policy,
      Revocations revocations,
      Executor codeRequests,
      RateLimits limits,
      AuditTrail audit) {
    this.passwords = passwords;
    this.policy = policy;
    this.revocations = revocations;
    this.codeRequests = codeRequests;
    this.limits = limits;
    this.audit = audit;
  }

  @Override
  public CodeRequestOutcome sendCode(Caller caller, Username username) {
    return limits.limitPublicCodeRequest(
        caller,
        username,
        codeRequests,
        () -> {
          passwords.sendResetCode(caller, username);
          audit.record(new PasswordResetRequested(caller, username));
        });
  }

  @Override
  public PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    List<Violation> violations = password.violations(policy, username, null);
    if (!violations.isEmpty()) {
      return new PasswordRefused(violations);
    }
    return limits.limitLogin(
        caller,
        username,
        () -> recorded(caller, username, passwords.reset(caller, username, code, password)),
        InvalidCode.class::isInstance,
        refused -> refused);
  }

  private PasswordResetOutcome recorded(
      Caller caller, Username username, PasswordResetOutcome outcome) {
    switch (outcome) {
      case PasswordReset(var subject, var ended) -> {
        revocations.revoke(subject, ended);
        audit.record(new AuditEvent.PasswordReset(caller, subject));
      }
      case PasswordRefused(_) ->
          audit.record(new PasswordResetRefused(caller, username, Reason.PROVIDER_RULE));
      case Refusal refusal ->
          audit.record(new PasswordResetRefused(caller, username, Reason.of(refusal)));
    }
    return outcome;
  }
}
