package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeOutcome;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.LoginOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.RefreshOutcome;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import dev.gatehouse.domain.usecase.AccountManagement;
import dev.gatehouse.domain.usecase.Login;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import dev.gatehouse.domain.usecase.Registration;
import dev.gatehouse.domain.usecase.SessionManagement;
import dev.gatehouse.domain.usecase.TotpEnrolment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Returns the outcomes that a test sets, and records the calls. */
public final class ScriptedAccounts
    implements Registration,
        Login,
        SessionManagement,
        SessionManagement.OwnSessions,
        PasswordRecovery,
        AccountManagement,
        TotpEnrolment {
  RegistrationOutcome registration = new RegistrationOutcome.Registered(null);
  Supplier<LoginOutcome> login = InvalidCredentials::new;
  BiFunction<String, ChallengeAnswer, ChallengeOutcome> challenge =
      (_, _) -> new ProviderChallengeOutcome.InvalidAnswer();

  ConfirmationOutcome confirmation = new ConfirmationOutcome.Confirmed();
  RefreshOutcome refresh = new RefreshOutcome.InvalidRefreshToken();
  LogoutOutcome logout = new LogoutOutcome.LoggedOut(new EndedSessions.All());
  boolean listsSessions = true;
  SessionListOutcome sessions = new SessionListOutcome.Listed(List.of());
  PasswordResetOutcome reset =
      new PasswordResetOutcome.PasswordReset(new Subject("sub-1"), new EndedSessions.All());
  PasswordChangeOutcome passwordChange = new PasswordChangeOutcome.PasswordChanged();
  EmailChangeOutcome emailChange = new EmailChangeOutcome.EmailRefused();
  EmailCodeOutcome emailCode = new EmailCodeOutcome.CodeRequested();
  EmailVerificationOutcome emailVerification = new EmailVerificationOutcome.EmailVerified();
  DeletionOutcome deletion = new DeletionOutcome.Deleted(new EndedSessions.All());

  CodeRequestOutcome codeRequest = new CodeRequestOutcome.Accepted();
  TotpStatusOutcome totpStatus = new TotpStatusOutcome.NotEnabled();
  TotpEnrolmentOutcome totpBeginning = new AccessRefused();
  TotpConfirmationOutcome totpConfirmation = new TotpConfirmationOutcome.Confirmed();
  TotpRemovalOutcome totpRemoval = new TotpRemovalOutcome.Removed();

  /** The users for whom a code was requested, in order. */
  public final List<Caller> callers = new CopyOnWriteArrayList<>();

  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** The calls, in order. */
  List<String> asked() {
    return asked;
  }

  @Override
  public RegistrationOutcome register(Caller caller, NewUser user) {
    asked.add("register " + user.username().value() + " " + user.password().reveal());
    return registration;
  }

  @Override
  public LoginOutcome logIn(Caller caller, Credentials credentials) {
    return login.get();
  }

  @Override
  public ChallengeOutcome answer(Caller caller, ChallengeSession session, ChallengeAnswer answer) {
    return challenge.apply(session.reveal(), answer);
  }

  @Override
  public ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code) {
    asked.add("confirm " + username.value() + " " + code.reveal());
    return confirmation;
  }

  @Override
  public CodeRequestOutcome resendCode(Caller caller, Username username) {
    callers.add(caller);
    asked.add("resend " + username.value());
    return codeRequest;
  }

  @Override
  public RefreshOutcome refresh(Caller caller, RefreshToken token) {
    asked.add("refresh " + token.reveal());
    return refresh;
  }

  @Override
  public void logOut(Caller caller, RefreshToken token, @Nullable BearerToken bearer) {
    asked.add("logout " + token.reveal() + " " + (bearer == null ? "-" : bearer.reveal()));
  }

  @Override
  public LogoutOutcome logOutEverywhere(
      Caller caller, AccountAccess access, @Nullable Password current) {
    asked.add("everywhere " + access.token().reveal() + shown(current));
    return logout;
  }

  @Override
  public Optional<OwnSessions> ownSessions() {
    return listsSessions ? Optional.of(this) : Optional.empty();
  }

  @Override
  public SessionListOutcome list(AccountAccess access) {
    return sessions;
  }

  @Override
  public LogoutOutcome end(
      Caller caller, AccountAccess access, @Nullable Password current, SessionId session) {
    asked.add("end " + session.value() + shown(current));
    return logout;
  }

  @Override
  public CodeRequestOutcome sendCode(Caller caller, Username username) {
    asked.add("forgot " + username.value());
    return codeRequest;
  }

  @Override
  public PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    asked.add("reset " + username.value() + " " + code.reveal() + " " + password.reveal());
    return reset;
  }

  @Override
  public PasswordChangeOutcome changePassword(
      Caller caller, AccountAccess access, Password current, NewPassword password) {
    asked.add("password " + current.reveal() + " " + password.reveal());
    return passwordChange;
  }

  @Override
  public EmailChangeOutcome changeEmail(
      Caller caller, AccountAccess access, @Nullable Password current, EmailAddress email) {
    asked.add("email " + email.value() + shown(current));
    return emailChange;
  }

  @Override
  public EmailCodeOutcome sendEmailCode(Caller caller, AccountAccess access) {
    asked.add("email code");
    return emailCode;
  }

  @Override
  public EmailVerificationOutcome verifyEmail(
      Caller caller, AccountAccess access, ConfirmationCode code) {
    asked.add("verify " + code.reveal());
    return emailVerification;
  }

  @Override
  public DeletionOutcome delete(Caller caller, AccountAccess access, @Nullable Password current) {
    asked.add("delete" + shown(current));
    return deletion;
  }

  @Override
  public TotpStatusOutcome status(AccountAccess access) {
    asked.add("totp status");
    return totpStatus;
  }

  @Override
  public TotpEnrolmentOutcome begin(
      Caller caller,
      AccountAccess access,
      @Nullable Password current,
      @Nullable ConfirmationCode code) {
    asked.add("totp begin" + shown(current) + shown(code));
    return totpBeginning;
  }

  @Override
  public TotpConfirmationOutcome confirm(
      Caller caller, AccountAccess access, ConfirmationCode code) {
    asked.add("totp confirm " + code.reveal());
    return totpConfirmation;
  }

  @Override
  public TotpRemovalOutcome remove(
      Caller caller,
      AccountAccess access,
      @Nullable Password current,
      @Nullable ConfirmationCode code) {
    asked.add("totp remove" + shown(current) + shown(code));
    return totpRemoval;
  }

  private static String shown(@Nullable Secret secret) {
    return secret == null ? "" : " " + secret.reveal();
  }
}
