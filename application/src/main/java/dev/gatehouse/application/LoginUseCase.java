package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeAnswered;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeIssued;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeRefused;
import dev.gatehouse.domain.audit.AuditEvent.LoginRefused;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeOutcome;
import dev.gatehouse.domain.login.ChallengeOutcome.AnswerMismatch;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginOutcome;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.usecase.Login;
import java.util.List;
import java.util.function.Function;

/** Logs users in at the identity provider. Clients never see the provider's own sessions. */
final class LoginUseCase implements Login {
  private final Logins logins;
  private final ChallengeSessions sessions;
  private final PasswordPolicy policy;
  private final TakenUsernames takenUsernames;
  private final RateLimits limits;
  private final AuditTrail audit;

  LoginUseCase(
      Logins logins,
      ChallengeSessions sessions,
      PasswordPolicy policy,
      TakenUsernames takenUsernames,
      RateLimits limits,
      AuditTrail audit) {
    this.logins = logins;
    this.sessions = sessions;
    this.policy = policy;
    this.takenUsernames = takenUsernames;
    this.limits = limits;
    this.audit = audit;
  }

  @Override
  public LoginOutcome logIn(Caller caller, Credentials credentials) {
    return switch (credentials) {
      case UsernamePassword(var username, _) ->
          limits.limitLogin(
              caller,
              username,
              () -> logIn(caller, username, credentials),
              outcome ->
                  outcome instanceof InvalidCredentials || outcome instanceof TooManyAttempts,
              refused -> refused);
    };
  }

  private LoginOutcome logIn(Caller caller, Username username, Credentials credentials) {
    Function<Reason, AuditEvent> refusal = reason -> new LoginRefused(caller, username, reason);
    return switch (logins.logIn(caller, credentials)) {
      case LoginProgress progress -> recorded(caller, username, progress, refusal);
      case UserNotConfirmed outcome -> {
        audit.record(refusal.apply(Reason.USER_NOT_CONFIRMED));
        yield takenUsernames == TakenUsernames.HIDDEN ? new InvalidCredentials() : outcome;
      }
      case InvalidCredentials outcome -> {
        audit.record(refusal.apply(Reason.of(outcome)));
        yield outcome;
      }
      case TooManyAttempts outcome -> {
        audit.record(refusal.apply(Reason.of(outcome)));
        yield outcome;
      }
      case UserDisabled() -> {
        audit.record(refusal.apply(Reason.USER_DISABLED));
        yield new InvalidCredentials();
      }
    };
  }

  @Override
  public ChallengeOutcome answer(Caller caller, ChallengeSession session, ChallengeAnswer answer) {
    PendingLogin login = sessions.open(session);
    if (login == null) {
      TooManyAttempts refused = limits.acquire(caller, Limit.LOGIN_ATTEMPTS_PER_ADDRESS);
      if (refused != null) {
        return refused;
      }
      audit.record(new ChallengeRefused(caller, null, null, Reason.INVALID_ANSWER));
      return new InvalidAnswer();
    }
    if (!answer.matches(login.challenge())) {
      return new AnswerMismatch(login.challenge());
    }
    if (answer instanceof PasswordAnswer(var password)) {
      List<Violation> violations = password.violations(policy, login.username(), null);
      if (!violations.isEmpty()) {
        return new PasswordRefused(violations);
      }
    }
    return limits.limitLogin(
        caller,
        login.username(),
        () -> answer(caller, login, answer),
        outcome -> outcome instanceof InvalidAnswer || outcome instanceof TooManyAttempts,
        refused -> refused);
  }

  private ProviderChallengeOutcome answer(
      Caller caller, PendingLogin login, ChallengeAnswer answer) {
    Function<Reason, AuditEvent> refusal =
        reason -> new ChallengeRefused(caller, login.username(), login.challenge(), reason);
    ProviderChallengeOutcome outcome = logins.answer(caller, login, answer);
    if (outcome instanceof LoggedIn || outcome instanceof ChallengeRequired) {
      audit.record(new ChallengeAnswered(caller, login.username(), login.challenge()));
    }
    return switch (outcome) {
      case LoginProgress progress -> recorded(caller, login.username(), progress, refusal);
      case InvalidAnswer() -> {
        audit.record(refusal.apply(Reason.INVALID_ANSWER));
        yield outcome;
      }
      case PasswordRefused(_) -> {
        audit.record(refusal.apply(Reason.PROVIDER_RULE));
        yield outcome;
      }
      case TooManyAttempts refused -> {
        audit.record(refusal.apply(Reason.of(refused)));
        yield outcome;
      }
    };
  }

  /**
   * Records the progress of a login. Replaces the provider's session in a challenge with a sealed
   * session that clients cannot read.
   */
  private LoginProgress recorded(
      Caller caller,
      Username username,
      LoginProgress progress,
      Function<Reason, AuditEvent> refusal) {
    return switch (progress) {
      case LoggedIn(var subject, _) -> {
        limits.recordLogin(caller, username);
        audit.record(new AuditEvent.LoggedIn(caller, subject));
        yield progress;
      }
      case ChallengeRequired(var challenge) -> {
        audit.record(new ChallengeIssued(caller, username, challenge.step().name()));
        yield new ChallengeRequired(sealed(username, challenge));
      }
      case ChallengeNotSupported(_) -> {
        audit.record(refusal.apply(Reason.CHALLENGE_NOT_SUPPORTED));
        yield progress;
      }
      case PasswordResetRequired() -> {
        audit.record(refusal.apply(Reason.PASSWORD_RESET_REQUIRED));
        yield progress;
      }
    };
  }

  private Challenge sealed(Username username, Challenge challenge) {
    return new Challenge(
        challenge.step(),
        sessions.seal(new PendingLogin(username, challenge.step().name(), challenge.session())));
  }
}
