package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.CODE;
import static dev.gatehouse.adapter.http.Members.MFA_TYPE;
import static dev.gatehouse.adapter.http.Members.NEW_PASSWORD;
import static dev.gatehouse.adapter.http.Members.PASSWORD;
import static dev.gatehouse.adapter.http.Members.SESSION;
import static dev.gatehouse.adapter.http.Members.USERNAME;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Answer.FieldError;
import dev.gatehouse.adapter.http.feature.Body;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Member;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.ProblemException;
import dev.gatehouse.adapter.http.feature.RefreshTokenCarrier;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeAnswer.CodeGiven;
import dev.gatehouse.domain.ChallengeAnswer.MfaTypeChosen;
import dev.gatehouse.domain.ChallengeAnswer.PasswordChosen;
import dev.gatehouse.domain.ChallengeName;
import dev.gatehouse.domain.ChallengeOutcome.AnswerDoesNotFit;
import dev.gatehouse.domain.Credentials.UsernamePassword;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.LoginProgress;
import dev.gatehouse.domain.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.LoginProgress.LoggedIn;
import dev.gatehouse.domain.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.PasswordRefused;
import dev.gatehouse.domain.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.usecase.Login;
import java.util.ArrayList;
import java.util.List;

/** A user logs in: with a password and, where more is asked for, with answers. */
final class LoginEndpoints {
  private static final Member<Body> ANSWER = Member.object("answer", NEW_PASSWORD, CODE, MFA_TYPE);

  private final Login login;
  private final String totpIssuer;
  private final RefreshTokenCarrier carrier;

  LoginEndpoints(Login login, String totpIssuer, RefreshTokenCarrier carrier) {
    this.login = login;
    this.totpIssuer = totpIssuer;
    this.carrier = carrier;
  }

  List<Route.Public> routes(String prefix) {
    return List.of(
        new Route.Public(HttpMethod.POST, prefix + "/login", EndpointLimits.PROOFS, this::logIn),
        new Route.Public(
            HttpMethod.POST, prefix + "/login/challenge", EndpointLimits.PROOFS, this::answer));
  }

  private Answer logIn(Call call) {
    Body body = call.body(USERNAME, PASSWORD);
    return switch (login.logIn(
        call.caller(), new UsernamePassword(body.get(USERNAME), body.get(PASSWORD)))) {
      case LoginProgress progress -> answer(progress);
      case UserNotConfirmed() -> Answer.problem(Problem.USER_NOT_CONFIRMED);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer answer(Call call) {
    Body body = call.body(SESSION, ANSWER);
    return switch (login.answer(call.caller(), body.get(SESSION), given(body.get(ANSWER)))) {
      case LoginProgress progress -> answer(progress);
      case InvalidAnswer() -> Answer.problem(Problem.INVALID_CHALLENGE_ANSWER);
      case AnswerDoesNotFit(var challenge) -> asksFor(member(challenge));
      case PasswordRefused() -> Answers.passwordRefused(ANSWER.name() + "." + NEW_PASSWORD.name());
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer answer(LoginProgress progress) {
    return switch (progress) {
      case LoggedIn(_, var tokens) -> Forms.tokens(tokens, carrier);
      case ChallengeRequired(var challenge) ->
          Answer.json(200, Forms.challenge(challenge, totpIssuer));
      case ChallengeNotSupported(var name) ->
          Answer.problem(
              Problem.CHALLENGE_NOT_SUPPORTED, "The challenge " + name + " is not supported.");
      case PasswordResetRequired() -> Answer.problem(Problem.PASSWORD_RESET_REQUIRED);
    };
  }

  private static ChallengeAnswer given(Body answer) {
    List<ChallengeAnswer> given = new ArrayList<>();
    if (answer.has(NEW_PASSWORD)) {
      given.add(new PasswordChosen(answer.get(NEW_PASSWORD)));
    }
    if (answer.has(CODE)) {
      given.add(new CodeGiven(answer.get(CODE)));
    }
    if (answer.has(MFA_TYPE)) {
      given.add(new MfaTypeChosen(answer.get(MFA_TYPE)));
    }
    if (given.size() != 1) {
      throw new ProblemException(
          Answer.invalid(
              List.of(
                  new FieldError(
                      ANSWER.name(),
                      new Violation(
                          "one_member",
                          "Must have the one member that the challenge asks for.")))));
    }
    return given.getFirst();
  }

  private static Member<?> member(ChallengeName challenge) {
    return switch (challenge) {
      case NEW_PASSWORD_REQUIRED -> NEW_PASSWORD;
      case SOFTWARE_TOKEN_MFA, SMS_MFA, EMAIL_OTP, MFA_SETUP -> CODE;
      case SELECT_MFA_TYPE -> MFA_TYPE;
    };
  }

  private static Answer asksFor(Member<?> member) {
    return Answer.invalid(
        List.of(
            new FieldError(
                ANSWER.name() + "." + member.name(),
                new Violation("required", "The challenge asks for " + member.name() + "."))));
  }
}
