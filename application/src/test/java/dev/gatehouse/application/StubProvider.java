package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
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
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.ProviderRefreshOutcome;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.RefreshToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Returns for each operation the first outcome of a suitable type, and records the arguments. */
final class StubProvider
    implements IdentityProvider, Registrations, Logins, Sessions, Passwords, Profiles {
  final List<Object> asked = new ArrayList<>();
  private final List<Object> outcomes;

  StubProvider(Object... outcomes) {
    this.outcomes = List.of(outcomes);
  }

  private <T> T outcome(Class<T> type, Object... arguments) {
    asked.addAll(List.of(arguments));
    return fitting(type).getFirst();
  }

  private <T> List<T> fitting(Class<T> type) {
    return outcomes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public Registrations registrations() {
    return this;
  }

  @Override
  public Logins logins() {
    return this;
  }

  @Override
  public Sessions sessions() {
    return this;
  }

  @Override
  public Passwords passwords() {
    return this;
  }

  @Override
  public Profiles profiles() {
    return this;
  }

  @Override
  public Optional<Totp> totp() {
    return Optional.empty();
  }

  @Override
  public RegistrationOutcome register(Caller caller, NewUser user) {
    return outcome(RegistrationOutcome.class, user);
  }

  @Override
  public ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code) {
    return outcome(ConfirmationOutcome.class, username, code);
  }

  @Override
  public void resendCode(Caller caller, Username username) {
    asked.add(username);
  }

  @Override
  public ProviderLoginOutcome logIn(Caller caller, Credentials credentials) {
    return outcome(ProviderLoginOutcome.class, credentials);
  }

  /** Returns the last outcome of a suitable type, because the first may belong to a login. */
  @Override
  public ProviderChallengeOutcome answer(
      Caller caller, PendingLogin login, ChallengeAnswer answer) {
    asked.add(login);
    return fitting(ProviderChallengeOutcome.class).getLast();
  }

  @Override
  public ProviderRefreshOutcome refresh(RefreshToken token) {
    return outcome(ProviderRefreshOutcome.class, token);
  }

  @Override
  public @Nullable SessionId end(RefreshToken token) {
    asked.add(token);
    return fitting(SessionId.class).stream().findFirst().orElse(null);
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    return outcome(LogoutOutcome.class, access);
  }

  @Override
  public void sendResetCode(Caller caller, Username username) {
    asked.add(username);
  }

  @Override
  public PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    return outcome(PasswordResetOutcome.class, username, code, password);
  }

  @Override
  public PasswordChangeOutcome change(
      AccountAccess access, Password current, NewPassword password) {
    return outcome(PasswordChangeOutcome.class, access, current, password);
  }

  @Override
  public @Nullable Subject findSubject(Username username) {
    return fitting(Subject.class).stream().findFirst().orElse(null);
  }

  @Override
  public @Nullable EmailAddress findEmail(AccountAccess access) {
    return fitting(EmailAddress.class).stream().findFirst().orElse(null);
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    return outcome(EmailChangeOutcome.class, access, email);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    return outcome(EmailCodeOutcome.class, access);
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    return outcome(EmailVerificationOutcome.class, access, code);
  }

  @Override
  public DeletionOutcome delete(AccountAccess access) {
    return outcome(DeletionOutcome.class, access);
  }
}
