package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.adapter.http.endpoint.RequestFields.CODE;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.USERNAME;

import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import java.util.List;

/** The endpoints to reset a forgotten password. */
public final class PasswordEndpoints {
  private final PasswordRecovery recovery;
  private final Field<NewPassword> newPassword;

  public PasswordEndpoints(PasswordRecovery recovery, PasswordPolicy policy) {
    this.recovery = recovery;
    this.newPassword = RequestFields.newPassword(policy);
  }

  public List<Route> routes() {
    return List.of(
        new Route.Public(HttpMethod.POST, "/password/forgot", EndpointLimits.CODES, this::sendCode),
        new Route.Public(HttpMethod.POST, "/password/reset", EndpointLimits.PROOFS, this::reset));
  }

  private Response sendCode(Request request) {
    return CommonResponses.codeRequested(
        recovery.sendCode(request.caller(), request.body(USERNAME).get(USERNAME)));
  }

  private Response reset(Request request) {
    FieldValues body = request.body(USERNAME, CODE, newPassword);
    return switch (recovery.reset(
        request.caller(), body.get(USERNAME), body.get(CODE), body.get(newPassword))) {
      case PasswordReset(_, _) -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
      case PasswordRefused refused -> CommonResponses.passwordRefused(newPassword.name(), refused);
    };
  }
}
