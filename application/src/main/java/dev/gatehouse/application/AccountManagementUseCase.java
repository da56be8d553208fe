package dev.gatehouse.application;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.UserEvent.UserDeleted;
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

  /**
   * Makes the use case.
   *
   * @param passwords keeps the passwords
   * @param profiles keeps the rest
   * @param revoked is told whose sessions have ended
   * @param events is told who was deleted
   * @param clock tells the current time
   */
  public AccountManagementUseCase(
      PasswordKeeper passwords,
      ProfileKeeper profiles,
      RevokedTokens revoked,
      UserEvents events,
      InstantSource clock) {
    this.passwords = passwords;
    this.profiles = profiles;
    this.revocation = new Revocation(revoked, clock);
    this.events = events;
  }

  @Override
  public PasswordChangeOutcome changePassword(
      AccountAccess access, Password current, NewPassword password) {
    return passwords.changePassword(access, current, password);
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    return profiles.changeEmail(access, email);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    return profiles.sendEmailCode(access);
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    return profiles.verifyEmail(access, code);
  }

  @Override
  public DeletionOutcome delete(AccountAccess access, Password password) {
    DeletionOutcome outcome = profiles.delete(access, password);
    if (outcome instanceof Deleted) {
      Subject subject = access.claims().identity().subject();
      revocation.allOf(subject);
      events.publish(new UserDeleted(subject));
    }
    return outcome;
  }
}
