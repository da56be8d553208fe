package dev.gatehouse.application;

import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.PasswordKeeper;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import java.time.InstantSource;

/** Recovers passwords with the identity provider, and ends what sessions this node knows. */
public final class PasswordRecoveryUseCase implements PasswordRecovery {
  private final PasswordKeeper keeper;
  private final Revocation revocation;

  /**
   * Makes the use case.
   *
   * @param keeper keeps the passwords
   * @param revoked is told which sessions have ended
   * @param clock tells the current time
   */
  public PasswordRecoveryUseCase(
      PasswordKeeper keeper, RevokedTokens revoked, InstantSource clock) {
    this.keeper = keeper;
    this.revocation = new Revocation(revoked, clock);
  }

  @Override
  public void sendCode(Username username) {
    keeper.sendResetCode(username);
  }

  @Override
  public PasswordResetOutcome reset(
      Username username, ConfirmationCode code, NewPassword password) {
    PasswordResetOutcome outcome = keeper.reset(username, code, password);
    if (outcome instanceof PasswordReset(var subject)) {
      revocation.sessionsOf(subject);
    }
    return outcome;
  }
}
