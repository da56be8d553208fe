package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.usecase.AccountManagement;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import dev.gatehouse.domain.usecase.Sessions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers what a test tells it to, and notes what it was asked. */
final class ScriptedAccounts implements Sessions, PasswordRecovery, AccountManagement {
  ConfirmationOutcome confirmation = new ConfirmationOutcome.Confirmed();
  RefreshOutcome refresh = new RefreshOutcome.InvalidRefreshToken();
  LogoutOutcome logout = new LogoutOutcome.LoggedOut();
  PasswordResetOutcome reset = new PasswordResetOutcome.InvalidCode();
  PasswordChangeOutcome passwordChange = new PasswordChangeOutcome.PasswordChanged();
  EmailChangeOutcome emailChange = new EmailChangeOutcome.EmailRefused();
  EmailCodeOutcome emailCode = new EmailCodeOutcome.CodeRequested();
  EmailVerificationOutcome emailVerification = new EmailVerificationOutcome.EmailVerified();
  DeletionOutcome deletion = new DeletionOutcome.Deleted();

  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** What it was asked, in order. */
  List<String> asked() {
    return asked;
  }

  ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    asked.add("confirm " + username.value() + " " + code.reveal());
    return confirmation;
  }

  void resendCode(Username username) {
    asked.add("resend " + username.value());
  }

  @Override
  public RefreshOutcome refresh(RefreshToken token) {
    asked.add("refresh " + token.reveal());
    return refresh;
  }

  @Override
  public void logOut(RefreshToken token, @Nullable BearerToken bearer) {
    asked.add("logout " + token.reveal() + " " + (bearer == null ? "-" : bearer.reveal()));
  }

  @Override
  public LogoutOutcome logOutEverywhere(AccountAccess access) {
    asked.add("everywhere " + access.token().reveal());
    return logout;
  }

  @Override
  public void sendCode(Username username) {
    asked.add("forgot " + username.value());
  }

  @Override
  public PasswordResetOutcome reset(
      Username username, ConfirmationCode code, NewPassword password) {
    asked.add("reset " + username.value() + " " + code.reveal() + " " + password.reveal());
    return reset;
  }

  @Override
  public PasswordChangeOutcome changePassword(
      AccountAccess access, Password current, NewPassword password) {
    asked.add("password " + current.reveal() + " " + password.reveal());
    return passwordChange;
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    asked.add("email " + email.value());
    return emailChange;
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    asked.add("email code");
    return emailCode;
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    asked.add("verify " + code.reveal());
    return emailVerification;
  }

  @Override
  public DeletionOutcome delete(AccountAccess access, Password password) {
    asked.add("delete " + password.reveal());
    return deletion;
  }
}
