package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.AuditEvent.StepUpRefused;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.login.ChallengeStep.SelectMfaType;
import dev.gatehouse.domain.login.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.CodeRequired;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.ReauthenticationRequired;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.refusal.StepUpRefusal;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpCheckOutcome.Correct;
import dev.gatehouse.domain.totp.TotpCheckOutcome.PasswordRequired;
import dev.gatehouse.domain.totp.TotpStatusOutcome.Enabled;
import dev.gatehouse.domain.totp.TotpStatusOutcome.NotEnabled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requires that a user has proved the identity recently, before a change of how the account is
 * proven or reached (RFC 9470). So a stolen access token alone does not give the account away.
 *
 * <p>The proof is the login of the session for some time, and after that the password. A password
 * is checked by a login, because every provider has one. Its session ends at once.
 */
final class StepUp {
  private final Logins logins;
  private final Sessions sessions;
  private final RateLimits limits;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Duration maxAge;

  /**
   * Creates the check.
   *
   * @param maxAge how long a login counts as recent; zero if any login does
   */
  StepUp(
      Logins logins,
      Sessions sessions,
      RateLimits limits,
      AuditTrail audit,
      InstantSource clock,
      Duration maxAge) {
    this.logins = logins;
    this.sessions = sessions;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  /**
   * Checks the password, or the age of the login if there is no password.
   *
   * @return null if the user may change the account
   */
  @Nullable StepUpRefusal check(Caller caller, AccountAccess access, @Nullable Password password) {
    if (password == null) {
      return isRecent(access) ? null : new ReauthenticationRequired(maxAge);
    }
    return limited(caller, access, () -> login(caller, access, password), refused -> refused);
  }

  /**
   * Checks in addition a code of the authenticator app if one is active.
   *
   * @return null if the user may change the app
   */
  @Nullable Refusal check(
      Caller caller,
      AccountAccess access,
      @Nullable Password password,
      @Nullable ConfirmationCode code,
      Totp totp) {
    if (code == null || password == null) {
      StepUpRefusal refusal = check(caller, access, password);
      if (refusal != null) {
        return refusal;
      }
    }
    return switch (totp.status(access)) {
      case AccessRefused refused -> refused;
      case NotEnabled() ->
          password != null && code != null ? check(caller, access, password) : null;
      case Enabled() -> {
        if (code == null) {
          yield new CodeRequired();
        }
        yield password == null
            ? limited(caller, access, () -> check(access, code, totp), refused -> refused)
            : limited(
                caller, access, () -> login(caller, access, password, code), refused -> refused);
      }
    };
  }

  private boolean isRecent(AccountAccess access) {
    Instant login = access.claims().authenticatedAt();
    if (maxAge.isZero()) {
      return true;
    }
    if (login == null) {
      return false;
    }
    // If the clock was turned back, a login seems to be in the future.
    return Duration.between(login, clock.instant()).abs().compareTo(maxAge) <= 0;
  }

  /** Runs a check like a login: with the same rate limits. */
  private <R extends Refusal> @Nullable R limited(
      Caller caller,
      AccountAccess access,
      Supplier<Optional<R>> check,
      Function<TooManyAttempts, R> refused) {
    return limits
        .limitLogin(
            caller,
            username(access),
            () -> recorded(caller, access, check.get()),
            Optional::isPresent,
            tooMany -> Optional.of(refused.apply(tooMany)))
        .orElse(null);
  }

  private <R extends Refusal> Optional<R> recorded(
      Caller caller, AccountAccess access, Optional<R> refusal) {
    refusal.ifPresent(
        reason ->
            audit.record(
                new StepUpRefused(
                    caller, access.claims().identity().subject(), Reason.of(reason))));
    return refusal;
  }

  private static Username username(AccountAccess access) {
    return access.claims().identity().username();
  }

  private static Optional<Refusal> check(AccountAccess access, ConfirmationCode code, Totp totp) {
    return switch (totp.check(access, code)) {
      case Correct() -> Optional.empty();
      case PasswordRequired() -> Optional.of(new ReauthenticationRequired(Duration.ZERO));
      case AccessRefused refused -> Optional.of(refused);
      case InvalidCode refused -> Optional.of(refused);
    };
  }

  /** Logs in with the password alone; a second factor is not required. */
  private Optional<StepUpRefusal> login(Caller caller, AccountAccess access, Password password) {
    return switch (logins.logIn(caller, new UsernamePassword(username(access), password))) {
      case LoggedIn loggedIn -> end(loggedIn);
      // A temporary password of an operator only allows the user to choose another one.
      case ChallengeRequired(Challenge(NewPasswordRequired(), _)) -> wrongPassword();
      case ChallengeRequired _, ChallengeNotSupported _ -> Optional.empty();
      case InvalidCredentials(), UserDisabled(), UserNotConfirmed(), PasswordResetRequired() ->
          wrongPassword();
      case TooManyAttempts refused -> Optional.of(refused);
    };
  }

  private static Optional<StepUpRefusal> wrongPassword() {
    return Optional.of(new InvalidCredentials());
  }

  private <R> Optional<R> end(LoggedIn login) {
    sessions.end(login.tokens().refreshToken());
    return Optional.empty();
  }

  /** Logs in with the password and a code of the authenticator app. */
  private Optional<Refusal> login(
      Caller caller, AccountAccess access, Password password, ConfirmationCode code) {
    Username username = username(access);
    return switch (logins.logIn(caller, new UsernamePassword(username, password))) {
      case LoginProgress progress -> goOn(caller, username, progress, code);
      case InvalidCredentials(), UserDisabled(), UserNotConfirmed() ->
          Optional.of(new InvalidCredentials());
      case TooManyAttempts refused -> Optional.of(refused);
    };
  }

  private Optional<Refusal> goOn(
      Caller caller, Username username, ProviderChallengeOutcome outcome, ConfirmationCode code) {
    return switch (outcome) {
      case LoggedIn loggedIn -> end(loggedIn);
      case ChallengeRequired(Challenge(SelectMfaType(var types), var session))
          when types.contains(MfaType.SOFTWARE_TOKEN_MFA) ->
          answer(
              caller,
              new PendingLogin(username, ChallengeName.SELECT_MFA_TYPE, session),
              new MfaTypeAnswer(MfaType.SOFTWARE_TOKEN_MFA),
              code);
      case ChallengeRequired(Challenge(SoftwareTokenMfa(), var session)) ->
          answer(
              caller,
              new PendingLogin(username, ChallengeName.SOFTWARE_TOKEN_MFA, session),
              new CodeAnswer(code),
              code);
      case PasswordResetRequired() -> Optional.of(new InvalidCredentials());
      case TooManyAttempts refused -> Optional.of(refused);
      case ChallengeRequired _, ChallengeNotSupported _, InvalidAnswer(), PasswordRefused _ ->
          Optional.of(new InvalidCode());
    };
  }

  private Optional<Refusal> answer(
      Caller caller, PendingLogin login, ChallengeAnswer answer, ConfirmationCode code) {
    return goOn(caller, login.username(), logins.answer(caller, login, answer), code);
  }
}
