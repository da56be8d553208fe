package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.adapter.http.endpoint.RequestFields.CODE;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.MFA_TYPE;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.NEW_PASSWORD;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.PASSWORD;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.SESSION;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.USERNAME;

import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Response.FieldError;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeOutcome.AnswerMismatch;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.usecase.Login;
import dev.gatehouse.domain.usecase.SessionManagement;
import java.util.ArrayList;
import java.util.List;

/** The endpoints of a login and its challenges. */
public final class LoginEndpoints {
  private static final Field<FieldValues> ANSWER =
      Field.object("answer", NEW_PASSWORD, CODE, MFA_TYPE);

  private final Login login;
  private final SessionManagement sessions;
  private final String totpIssuer;
  private final RefreshTokenTransport transport;

  public LoginEndpoints(
      Login login, SessionManagement sessions, String totpIssuer, RefreshTokenTransport transport) {
    this.login = login;
    this.sessions = sessions;
    this.totpIssuer = totpIssuer;
    this.transport = transport;
  }

  public List<Route.Public> routes(String prefix) {
    return List.of(
        new Route.Public(HttpMethod.POST, prefix + "/login", EndpointLimits.PROOFS, this::logIn),
        new Route.Public(
            HttpMethod.POST, prefix + "/login/challenge", EndpointLimits.PROOFS, this::answer));
  }

  private Response logIn(Request request) {
    FieldValues body = request.body(USERNAME, PASSWORD);
    return switch (login.logIn(
        request.caller(), new UsernamePassword(body.get(USERNAME), body.get(PASSWORD)))) {
      case LoginProgress progress -> answer(request, progress);
      case UserNotConfirmed() -> Response.problem(Problem.USER_NOT_CONFIRMED);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response answer(Request request) {
    FieldValues body = request.body(SESSION, ANSWER);
    return switch (login.answer(request.caller(), body.get(SESSION), given(body.get(ANSWER)))) {
      case LoginProgress progress -> answer(request, progress);
      case InvalidAnswer() -> Response.problem(Problem.INVALID_CHALLENGE_ANSWER);
      case AnswerMismatch(var challenge) -> asksFor(member(challenge));
      case PasswordRefused() ->
          CommonResponses.passwordRefused(ANSWER.name() + "." + NEW_PASSWORD.name());
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response answer(Request request, LoginProgress progress) {
    return switch (progress) {
      case LoggedIn(_, var tokens) -> {
        RefreshToken replaced = transport.replaced(request);
        if (replaced != null) {
          sessions.logOut(request.caller(), replaced, null);
        }
        yield JsonBodies.tokens(tokens, transport);
      }
      case ChallengeRequired(var challenge) ->
          Response.json(200, JsonBodies.challenge(challenge, totpIssuer));
      case ChallengeNotSupported(var name) ->
          Response.problem(
              Problem.CHALLENGE_NOT_SUPPORTED, "The challenge " + name + " is not supported.");
      case PasswordResetRequired() -> Response.problem(Problem.PASSWORD_RESET_REQUIRED);
    };
  }

  private static ChallengeAnswer given(FieldValues answer) {
    List<ChallengeAnswer> given = new ArrayList<>();
    if (answer.has(NEW_PASSWORD)) {
      given.add(new PasswordAnswer(answer.get(NEW_PASSWORD)));
    }
    if (answer.has(CODE)) {
      given.add(new CodeAnswer(answer.get(CODE)));
    }
    if (answer.has(MFA_TYPE)) {
      given.add(new MfaTypeAnswer(answer.get(MFA_TYPE)));
    }
    if (given.size() != 1) {
      throw new ProblemException(
          Response.invalid(
              List.of(
                  new FieldError(
                      ANSWER.name(),
                      new Violation(
                          "one_member", "Send exactly the field that the challenge requires.")))));
    }
    return given.getFirst();
  }

  private static Field<?> member(ChallengeName challenge) {
    return switch (challenge) {
      case NEW_PASSWORD_REQUIRED -> NEW_PASSWORD;
      case SOFTWARE_TOKEN_MFA, SMS_MFA, EMAIL_OTP, MFA_SETUP -> CODE;
      case SELECT_MFA_TYPE -> MFA_TYPE;
    };
  }

  private static Response asksFor(Field<?> field) {
    return Response.invalid(
        List.of(
            new FieldError(
                ANSWER.name() + "." + field.name(),
                new Violation(
                    "required", "The challenge requires the field " + field.name() + "."))));
  }
}
