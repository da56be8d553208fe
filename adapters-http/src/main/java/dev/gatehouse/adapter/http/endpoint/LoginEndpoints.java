package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.adapter.http.endpoint.RequestFields.CODE;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.MFA_TYPE;
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
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.PasswordPolicy;
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
  private final Login login;
  private final SessionManagement sessions;
  private final String totpIssuer;
  private final Field<NewPassword> newPassword;
  private final Field<FieldValues> answer;
  private final RefreshTokenTransport transport;

  public LoginEndpoints(
      Login login,
      SessionManagement sessions,
      PasswordPolicy policy,
      String totpIssuer,
      RefreshTokenTransport transport) {
    this.login = login;
    this.sessions = sessions;
    this.totpIssuer = totpIssuer;
    this.newPassword = RequestFields.newPassword(policy);
    this.answer = Field.object("answer", newPassword, CODE, MFA_TYPE);
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
    FieldValues body = request.body(SESSION, answer);
    return switch (login.answer(request.caller(), body.get(SESSION), given(body.get(answer)))) {
      case LoginProgress progress -> answer(request, progress);
      case InvalidAnswer() -> Response.problem(Problem.INVALID_CHALLENGE_ANSWER);
      case AnswerMismatch(var challenge) -> asksFor(member(challenge));
      case PasswordRefused refused ->
          CommonResponses.passwordRefused(answer.name() + "." + newPassword.name(), refused);
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

  private ChallengeAnswer given(FieldValues fields) {
    List<ChallengeAnswer> given = new ArrayList<>();
    if (fields.has(newPassword)) {
      given.add(new PasswordAnswer(fields.get(newPassword)));
    }
    if (fields.has(CODE)) {
      given.add(new CodeAnswer(fields.get(CODE)));
    }
    if (fields.has(MFA_TYPE)) {
      given.add(new MfaTypeAnswer(fields.get(MFA_TYPE)));
    }
    if (given.size() != 1) {
      throw new ProblemException(
          Response.invalid(
              List.of(
                  new FieldError(
                      answer.name(),
                      new Violation(
                          "one_member", "Send exactly the field that the challenge requires.")))));
    }
    return given.getFirst();
  }

  private Field<?> member(ChallengeName challenge) {
    return switch (challenge) {
      case NEW_PASSWORD_REQUIRED -> newPassword;
      case SOFTWARE_TOKEN_MFA, SMS_MFA, EMAIL_OTP, MFA_SETUP -> CODE;
      case SELECT_MFA_TYPE -> MFA_TYPE;
    };
  }

  private Response asksFor(Field<?> field) {
    return Response.invalid(
        List.of(
            new FieldError(
                answer.name() + "." + field.name(),
                new Violation(
                    "required", "The challenge requires the field " + field.name() + "."))));
  }
}
