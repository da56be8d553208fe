package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.CODE;
import static dev.gatehouse.adapter.http.Members.CURRENT_PASSWORD;
import static dev.gatehouse.adapter.http.Members.EMAIL;
import static dev.gatehouse.adapter.http.Members.NEW_PASSWORD;
import static dev.gatehouse.adapter.http.Members.PASSWORD;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Body;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Member;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.adapter.http.feature.RouteLimits;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.EndedSessions;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.PasswordRefused;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.SessionListOutcome.Listed;
import dev.gatehouse.domain.usecase.AccountManagement;
import dev.gatehouse.domain.usecase.SessionManagement;
import dev.gatehouse.domain.usecase.SessionManagement.OwnSessions;
import java.util.List;

/** A user looks at what is theirs, changes it, and goes. */
final class AccountEndpoints {
  private static final String ME = "/users/me";
  private static final String EMAIL_VERIFICATION = "/users/me/email/verification";

  private static final Member<SessionId> SESSION_ID =
      Member.text("id", _ -> List.of(), SessionId::new);

  private final AccountManagement account;
  private final SessionManagement sessions;

  AccountEndpoints(AccountManagement account, SessionManagement sessions) {
    this.account = account;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        new Route.Authenticated(
            HttpMethod.GET,
            ME,
            new RouteLimits.None("it reads the token, which is verified without the provider"),
            (_, caller) -> Answer.json(200, Forms.identity(caller))),
        new Route.Account(HttpMethod.PATCH, ME, EndpointLimits.CODES, this::change),
        new Route.Account(
            HttpMethod.POST, EMAIL_VERIFICATION, EndpointLimits.CODES, this::verifyEmail),
        new Route.Account(
            HttpMethod.PUT, "/users/me/password", EndpointLimits.PROOFS, this::changePassword),
        new Route.Account(
            HttpMethod.POST, "/users/me/deletion", EndpointLimits.PROOFS, this::delete),
        new Route.Account(
            HttpMethod.POST, "/logout/everywhere", EndpointLimits.REQUESTS, this::logOutEverywhere),
        new Route.Account(
            HttpMethod.GET, "/users/me/sessions", EndpointLimits.REQUESTS, this::listSessions),
        new Route.Account(
            HttpMethod.DELETE,
            "/users/me/sessions/{id}",
            EndpointLimits.REQUESTS,
            this::endSession));
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
              EMAIL.name(), "The provider's rules do not allow this address.");
      case Refusal refusal -> Answers.refused(refusal);
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
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer verifyEmail(Caller caller, AccountAccess access, ConfirmationCode code) {
    return switch (account.verifyEmail(caller, access, code)) {
      case EmailVerified() -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer changePassword(Call call, AccountAccess access) {
    Body body = call.body(CURRENT_PASSWORD, NEW_PASSWORD);
    return switch (account.changePassword(
        call.caller(), access, body.get(CURRENT_PASSWORD), body.get(NEW_PASSWORD))) {
      case PasswordChanged() -> Answer.empty(204);
      case PasswordRefused() -> Answers.passwordRefused(NEW_PASSWORD.name());
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer delete(Call call, AccountAccess access) {
    return switch (account.delete(call.caller(), access, call.body(PASSWORD).get(PASSWORD))) {
      case Deleted(_) -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer logOutEverywhere(Call call, AccountAccess access) {
    return switch (sessions.logOutEverywhere(call.caller(), access)) {
      case LoggedOut(_) -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private OwnSessions ownSessions() {
    return Answers.supported(sessions.ownSessions());
  }

  private Answer listSessions(Call call, AccountAccess access) {
    return switch (ownSessions().list(access)) {
      case Listed(var listed) -> {
        ObjectNode body = Answer.object();
        ArrayNode array = body.putArray("sessions");
        listed.forEach(
            session ->
                array
                    .addObject()
                    .put("id", session.id().value())
                    .put("createdAt", session.createdAt().toString())
                    .put("lastUsedAt", session.lastUsedAt().toString())
                    .put("client", session.client())
                    .put("address", session.address())
                    .put("current", session.id().equals(access.claims().session())));
        yield Answer.json(200, body);
      }
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer endSession(Call call, AccountAccess access) {
    return switch (ownSessions().end(call.caller(), access, call.path(SESSION_ID))) {
      case LoggedOut(EndedSessions.Listed(var ended)) when ended.isEmpty() ->
          Answer.problem(Problem.NOT_FOUND);
      case LoggedOut(_) -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }
}
