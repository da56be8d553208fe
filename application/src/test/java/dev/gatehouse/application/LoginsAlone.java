package dev.gatehouse.application;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;
import org.jspecify.annotations.Nullable;

/** A provider of which nothing is asked but what a test implements. */
abstract class LoginsAlone implements IdentityProvider {
  @Override
  public RefreshOutcome refresh(RefreshToken token) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable TokenOrigin end(RefreshToken token) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sendResetCode(Username username) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PasswordResetOutcome reset(
      Username username, ConfirmationCode code, NewPassword password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PasswordChangeOutcome changePassword(
      AccountAccess access, Password current, NewPassword password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DeletionOutcome delete(AccountAccess access, Password password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void resendCode(Username username) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChallengeOutcome answer(PendingLogin login, ChallengeAnswer answer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TotpStatusOutcome totpStatus(AccountAccess access) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TotpEnrolmentOutcome beginTotp(AccountAccess access) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TotpConfirmationOutcome confirmTotp(AccountAccess access, ConfirmationCode code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TotpRemovalOutcome removeTotp(AccountAccess access) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RegistrationOutcome register(NewUser user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LoginOutcome logIn(Username username, Password password) {
    throw new UnsupportedOperationException();
  }
}
