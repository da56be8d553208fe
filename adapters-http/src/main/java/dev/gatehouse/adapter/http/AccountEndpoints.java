package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.CODE;
import static dev.gatehouse.adapter.http.Members.CURRENT_PASSWORD;
import static dev.gatehouse.adapter.http.Members.EMAIL;
import static dev.gatehouse.adapter.http.Members.NEW_PASSWORD;
import static dev.gatehouse.adapter.http.Members.PASSWORD;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Body;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.EmailVerificationOutcome.InvalidCode;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordRefused;
import dev.gatehouse.domain.usecase.AccountManagement;
import dev.gatehouse.domain.usecase.Sessions;
import java.util.List;

/** A user looks at what is theirs, changes it, and goes. */
final class AccountEndpoints {
  private static final String ME = "/users/me";
  private static final String EMAIL_VERIFICATION = "/users/me/email/verification";

  private final AccountManagement account;
  private final Sessions sessions;

  AccountEndpoints(AccountManagement account, Sessions sessions) {
    this.account = account;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        new Route.Authenticated(
            HttpMethod.GET, ME, (_, caller) -> Answer.json(200, Forms.identity(caller))),
        new Route.Account(HttpMethod.PATCH, ME, this::change),
        new Route.Account(HttpMethod.POST, EMAIL_VERIFICATION, this::verifyEmail),
        new Route.Account(HttpMethod.PUT, "/users/me/password", this::changePassword),
        new Route.Account(HttpMethod.POST, "/users/me/deletion", this::delete),
        new Route.Account(HttpMethod.POST, "/logout/everywhere", this::logOutEverywhere));
  }

  private Answer change(Call call, AccountAccess access) {
    return switch (account.changeEmail(call.caller(), access, call.body(EMAIL).get(EMAIL))) {
      case EmailChanged(var current, var verificationRequired) ->
          Answer.json(
              200,
              Forms.identity(access.claims().identity(), current)
                  .put("verificationRequired", verificationRequired));
      case EmailRefused() ->
          Answers.refusedByProvider(
              EMAIL.name(), "The user pool's rules do not allow this address.");
      case EmailChangeOutcome.TooManyAttempts(var retryAfter) ->
          Answers.tooManyAttempts(retryAfter);
      case EmailChangeOutcome.AccessRefused() -> Answers.invalidToken();
    };
  }

  private Answer verifyEmail(Call call, AccountAccess access) {
    ConfirmationCode code = call.optional(CODE).find(CODE);
    return code == null
        ? sendEmailCode(call.caller(), access)
        : verifyEmail(call.caller(), access, code);
  }

  private Answer sendEmailCode(Caller caller, AccountAccess access) {
    return switch (account.sendEmailCode(caller, access)) {
      case CodeRequested() -> Answer.empty(202);
      case EmailCodeOutcome.TooManyAttempts(var retryAfter) -> Answers.tooManyAttempts(retryAfter);
      case EmailCodeOutcome.AccessRefused() -> Answers.invalidToken();
    };
  }

  private Answer verifyEmail(Caller caller, AccountAccess access, ConfirmationCode code) {
    return switch (account.verifyEmail(caller, access, code)) {
      case EmailVerified() -> Answer.empty(204);
      case InvalidCode() -> Answer.problem(Problem.INVALID_CODE);
      case EmailVerificationOutcome.TooManyAttempts(var retryAfter) ->
          Answers.tooManyAttempts(retryAfter);
      case EmailVerificationOutcome.AccessRefused() -> Answers.invalidToken();
    };
  }

  private Answer changePassword(Call call, AccountAccess access) {
    Body body = call.body(CURRENT_PASSWORD, NEW_PASSWORD);
    return switch (account.changePassword(
        call.caller(), access, body.get(CURRENT_PASSWORD), body.get(NEW_PASSWORD))) {
      case PasswordChanged() -> Answer.empty(204);
      case PasswordChangeOutcome.InvalidCredentials() ->
          Answer.problem(Problem.INVALID_CREDENTIALS);
      case PasswordRefused() ->
          Answers.refusedByProvider(
              NEW_PASSWORD.name(), "The user pool's rules ask for another password.");
      case PasswordChangeOutcome.TooManyAttempts(var retryAfter) ->
          Answers.tooManyAttempts(retryAfter);
      case PasswordChangeOutcome.AccessRefused() -> Answers.invalidToken();
    };
  }

  private Answer delete(Call call, AccountAccess access) {
    return switch (account.delete(call.caller(), access, call.body(PASSWORD).get(PASSWORD))) {
      case Deleted() -> Answer.empty(204);
      case DeletionOutcome.InvalidCredentials() -> Answer.problem(Problem.INVALID_CREDENTIALS);
      case DeletionOutcome.TooManyAttempts(var retryAfter) -> Answers.tooManyAttempts(retryAfter);
      case DeletionOutcome.AccessRefused() -> Answers.invalidToken();
    };
  }

  private Answer logOutEverywhere(Call call, AccountAccess access) {
    return switch (sessions.logOutEverywhere(call.caller(), access)) {
      case LoggedOut() -> Answer.empty(204);
      case LogoutOutcome.AccessRefused() -> Answers.invalidToken();
    };
  }
}
