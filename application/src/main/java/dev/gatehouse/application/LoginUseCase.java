package dev.gatehouse.application;

import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.ChallengeAnswered;
import dev.gatehouse.domain.AuditEvent.ChallengeIssued;
import dev.gatehouse.domain.AuditEvent.ChallengeRefused;
import dev.gatehouse.domain.AuditEvent.LoginRefused;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Challenge;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ChallengeSession;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.usecase.Login;

/** Logs users in with the identity provider, whose own sessions no client gets to see. */
public final class LoginUseCase implements Login {
  private final IdentityProvider provider;
  private final ChallengeSessions sessions;
  private final Attempts attempts;
  private final AuditTrail audit;
  private final TokenOwners owners;

  /**
   * Makes the use case.
   *
   * @param provider keeps the users
   * @param sessions seals what clients bring back
   * @param verifier tells whose tokens are
   * @param attempts lets logins through
   * @param audit is told how they end
   */
  public LoginUseCase(
      IdentityProvider provider,
      ChallengeSessions sessions,
      TokenVerifier verifier,
      Attempts attempts,
      AuditTrail audit) {
    this.provider = provider;
    this.sessions = sessions;
    this.attempts = attempts;
    this.audit = audit;
    this.owners = new TokenOwners(verifier);
  }

  @Override
  public LoginOutcome logIn(Caller caller, Username username, Password password) {
    return attempts.proof(
        caller,
        username,
        () -> attempted(caller, username, password),
        LoginUseCase::hasFailed,
        LoginOutcome.TooManyAttempts::new);
  }

  private LoginOutcome attempted(Caller caller, Username username, Password password) {
    LoginOutcome outcome = provider.logIn(username, password);
    return switch (outcome) {
      case LoginOutcome.LoggedIn(var tokens) -> {
        loggedIn(caller, username, tokens);
        yield outcome;
      }
      case LoginOutcome.ChallengeRequired(var challenge) ->
          new LoginOutcome.ChallengeRequired(issued(caller, username, challenge));
      case LoginOutcome.InvalidCredentials() ->
          refused(caller, username, Reason.INVALID_CREDENTIALS, outcome);
      case LoginOutcome.UserDisabled() -> refused(caller, username, Reason.USER_DISABLED, outcome);
      case LoginOutcome.UserNotConfirmed() ->
          refused(caller, username, Reason.USER_NOT_CONFIRMED, outcome);
      case LoginOutcome.PasswordResetRequired() ->
          refused(caller, username, Reason.PASSWORD_RESET_REQUIRED, outcome);
      case LoginOutcome.TooManyAttempts(_) ->
          refused(caller, username, Reason.LOCKED_BY_PROVIDER, outcome);
      case LoginOutcome.ChallengeNotSupported(_) ->
          refused(caller, username, Reason.CHALLENGE_NOT_SUPPORTED, outcome);
    };
  }

  private LoginOutcome refused(
      Caller caller, Username username, Reason reason, LoginOutcome outcome) {
    audit.record(new LoginRefused(caller, username, reason));
    return outcome;
  }

  /** What says that someone is not the user, or looks as if. */
  private static boolean hasFailed(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.InvalidCredentials(),
          LoginOutcome.UserDisabled(),
          LoginOutcome.TooManyAttempts(_) ->
          true;
      case LoginOutcome.LoggedIn(_),
          LoginOutcome.ChallengeRequired(_),
          LoginOutcome.UserNotConfirmed(),
          LoginOutcome.PasswordResetRequired(),
          LoginOutcome.ChallengeNotSupported(_) ->
          false;
    };
  }

  @Override
  public ChallengeOutcome answer(Caller caller, ChallengeSession session, ChallengeAnswer answer) {
    PendingLogin login = sessions.open(session);
    if (login == null) {
      return attempts.request(
          caller,
          () -> {
            audit.record(new ChallengeRefused(caller, null, null, Reason.INVALID_ANSWER));
            return new ChallengeOutcome.InvalidAnswer();
          },
          ChallengeOutcome.TooManyAttempts::new);
    }
    if (!answer.fits(login.challenge())) {
      return new ChallengeOutcome.AnswerDoesNotFit(login.challenge());
    }
    return attempts.proof(
        caller,
        login.username(),
        () -> attempted(caller, login, answer),
        LoginUseCase::hasFailed,
        ChallengeOutcome.TooManyAttempts::new);
  }

  private ChallengeOutcome attempted(Caller caller, PendingLogin login, ChallengeAnswer answer) {
    ChallengeOutcome outcome = provider.answer(login, answer);
    return switch (outcome) {
      case ChallengeOutcome.LoggedIn(var tokens) -> {
        answered(caller, login);
        loggedIn(caller, login.username(), tokens);
        yield outcome;
      }
      case ChallengeOutcome.ChallengeRequired(var next) -> {
        answered(caller, login);
        yield new ChallengeOutcome.ChallengeRequired(issued(caller, login.username(), next));
      }
      case ChallengeOutcome.InvalidAnswer() ->
          refused(caller, login, Reason.INVALID_ANSWER, outcome);
      case ChallengeOutcome.ChallengeNotSupported(_) ->
          refused(caller, login, Reason.CHALLENGE_NOT_SUPPORTED, outcome);
      case ChallengeOutcome.PasswordRefused() ->
          refused(caller, login, Reason.PROVIDER_RULE, outcome);
      case ChallengeOutcome.PasswordResetRequired() ->
          refused(caller, login, Reason.PASSWORD_RESET_REQUIRED, outcome);
      case ChallengeOutcome.TooManyAttempts(_) ->
          refused(caller, login, Reason.LOCKED_BY_PROVIDER, outcome);
      case ChallengeOutcome.AnswerDoesNotFit(_) ->
          throw new IllegalStateException("a provider was asked what does not fit");
    };
  }

  private void answered(Caller caller, PendingLogin login) {
    audit.record(new ChallengeAnswered(caller, login.username(), login.challenge()));
  }

  private ChallengeOutcome refused(
      Caller caller, PendingLogin login, Reason reason, ChallengeOutcome outcome) {
    audit.record(new ChallengeRefused(caller, login.username(), login.challenge(), reason));
    return outcome;
  }

  private static boolean hasFailed(ChallengeOutcome outcome) {
    return outcome instanceof ChallengeOutcome.InvalidAnswer
        || outcome instanceof ChallengeOutcome.TooManyAttempts;
  }

  private void loggedIn(Caller caller, Username username, Tokens tokens) {
    attempts.loggedIn(caller, username);
    audit.record(new AuditEvent.LoggedIn(caller, owners.of(tokens.idToken())));
  }

  /** The challenge as the client gets it: with an envelope in the place of the session. */
  private Challenge issued(Caller caller, Username username, Challenge challenge) {
    audit.record(new ChallengeIssued(caller, username, challenge.step().name()));
    return new Challenge(
        challenge.step(),
        sessions.seal(new PendingLogin(username, challenge.step().name(), challenge.session())));
  }
}
