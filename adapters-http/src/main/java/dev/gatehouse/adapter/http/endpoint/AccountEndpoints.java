package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.adapter.http.endpoint.RequestFields.CODE;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.CURRENT_PASSWORD;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.EMAIL;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.PASSWORD;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.SessionListOutcome.Listed;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.usecase.AccountManagement;
import dev.gatehouse.domain.usecase.SessionManagement;
import dev.gatehouse.domain.usecase.SessionManagement.OwnSessions;
import java.util.List;

/** The endpoints of the account: read, change and delete it. */
public final class AccountEndpoints {
  private static final String ME = "/users/me";
  private static final String EMAIL_VERIFICATION = "/users/me/email/verification";

  private static final int MAX_SESSION_ID = 128;
  private static final Field<SessionId> SESSION_ID =
      Field.text("id", MAX_SESSION_ID, _ -> List.of(), SessionId::new);

  private final AccountManagement account;
  private final SessionManagement sessions;
  private final Field<NewPassword> newPassword;

  public AccountEndpoints(
      AccountManagement account, SessionManagement sessions, PasswordPolicy policy) {
    this.account = account;
    this.sessions = sessions;
    this.newPassword = RequestFields.newPassword(policy);
  }

  public List<Route> routes() {
    return List.of(
        new Route.Authenticated(
            HttpMethod.GET,
            ME,
            new RouteLimits.None("it reads the token only and does not call the provider"),
            (_, caller) -> Response.json(200, JsonBodies.identity(caller))),
        new Route.Account(HttpMethod.PATCH, ME, EndpointLimits.CODES_AND_PROOFS, this::change),
        new Route.Account(
            HttpMethod.POST, EMAIL_VERIFICATION, EndpointLimits.CODES, this::verifyEmail),
        new Route.Account(
            HttpMethod.PUT, "/users/me/password", EndpointLimits.PROOFS, this::changePassword),
        new Route.Account(
            HttpMethod.POST, "/users/me/deletion", EndpointLimits.PROOFS, this::delete),
        new Route.Account(
            HttpMethod.POST, "/logout/everywhere", EndpointLimits.PROOFS, this::logOutEverywhere),
        new Route.Account(
            HttpMethod.GET, "/users/me/sessions", EndpointLimits.REQUESTS, this::listSessions),
        new Route.Account(
            HttpMethod.DELETE, "/users/me/sessions/{id}", EndpointLimits.PROOFS, this::endSession));
  }

  private Response change(Request request, AccountAccess access) {
    FieldValues body = request.body(EMAIL, CURRENT_PASSWORD.optional());
    return switch (account.changeEmail(
        request.caller(), access, body.find(CURRENT_PASSWORD), body.get(EMAIL))) {
      case EmailChanged(var current, var verificationRequired) ->
          Response.json(
              200,
              JsonBodies.identity(access.claims().identity(), current)
                  .put("verificationRequired", verificationRequired));
      case EmailRefused() ->
          CommonResponses.refusedByProvider(
              EMAIL.name(), "The provider does not allow this address.");
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response verifyEmail(Request request, AccountAccess access) {
    ConfirmationCode code = request.optionalBody(CODE).find(CODE);
    return code == null
        ? sendEmailCode(request.caller(), access)
        : verifyEmail(request.caller(), access, code);
  }

  private Response sendEmailCode(Caller caller, AccountAccess access) {
    return switch (account.sendEmailCode(caller, access)) {
      case CodeRequested() -> Response.empty(202);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response verifyEmail(Caller caller, AccountAccess access, ConfirmationCode code) {
    return switch (account.verifyEmail(caller, access, code)) {
      case EmailVerified() -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response changePassword(Request request, AccountAccess access) {
    FieldValues body = request.body(CURRENT_PASSWORD, newPassword);
    return switch (account.changePassword(
        request.caller(), access, body.get(CURRENT_PASSWORD), body.get(newPassword))) {
      case PasswordChanged() -> Response.empty(204);
      case PasswordRefused refused -> CommonResponses.passwordRefused(newPassword.name(), refused);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response delete(Request request, AccountAccess access) {
    FieldValues body = request.optionalBody(CURRENT_PASSWORD, PASSWORD);
    Password current = body.find(body.has(PASSWORD) ? PASSWORD : CURRENT_PASSWORD);
    return switch (account.delete(request.caller(), access, current)) {
      case Deleted(_) -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response logOutEverywhere(Request request, AccountAccess access) {
    Password current = request.optionalBody(CURRENT_PASSWORD).find(CURRENT_PASSWORD);
    return switch (sessions.logOutEverywhere(request.caller(), access, current)) {
      case LoggedOut(_) -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private OwnSessions ownSessions() {
    return CommonResponses.requireSupported(sessions.ownSessions());
  }

  private Response listSessions(Request request, AccountAccess access) {
    return switch (ownSessions().list(access)) {
      case Listed(var listed) -> {
        ObjectNode body = Response.object();
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
        yield Response.json(200, body);
      }
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response endSession(Request request, AccountAccess access) {
    Password current = request.optionalBody(CURRENT_PASSWORD).find(CURRENT_PASSWORD);
    return switch (ownSessions().end(request.caller(), access, current, request.path(SESSION_ID))) {
      case LoggedOut(EndedSessions.Listed(var ended)) when ended.isEmpty() ->
          Response.problem(Problem.NOT_FOUND);
      case LoggedOut(_) -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }
}
