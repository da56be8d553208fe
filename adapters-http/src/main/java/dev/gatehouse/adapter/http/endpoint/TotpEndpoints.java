package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.adapter.http.endpoint.RequestFields.CODE;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.CURRENT_PASSWORD;

import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpStatusOutcome.Enabled;
import dev.gatehouse.domain.totp.TotpStatusOutcome.NotEnabled;
import dev.gatehouse.domain.usecase.TotpEnrolment;
import java.util.List;
import java.util.Optional;

/** The endpoints of the authenticator app. */
public final class TotpEndpoints {
  private static final String TOTP = "/users/me/mfa/totp";

  private final Optional<TotpEnrolment> enrolment;
  private final String issuer;

  public TotpEndpoints(Optional<TotpEnrolment> enrolment, String issuer) {
    this.enrolment = enrolment;
    this.issuer = issuer;
  }

  public List<Route> routes() {
    return List.of(
        new Route.Account(HttpMethod.GET, TOTP, EndpointLimits.REQUESTS, this::status),
        new Route.Account(HttpMethod.POST, TOTP, EndpointLimits.PROOFS, this::begin),
        new Route.Account(HttpMethod.PUT, TOTP, EndpointLimits.CODE_ATTEMPTS, this::confirm),
        new Route.Account(HttpMethod.DELETE, TOTP, EndpointLimits.PROOFS, this::remove));
  }

  private TotpEnrolment enrolment() {
    return CommonResponses.requireSupported(enrolment);
  }

  private Response status(Request request, AccountAccess access) {
    return switch (enrolment().status(access)) {
      case Enabled() -> enabled(true);
      case NotEnabled() -> enabled(false);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private static Response enabled(boolean enabled) {
    return Response.json(200, Response.object().put("enabled", enabled));
  }

  private Response begin(Request request, AccountAccess access) {
    FieldValues body = request.optionalBody(CURRENT_PASSWORD, CODE);
    return switch (enrolment()
        .begin(request.caller(), access, body.find(CURRENT_PASSWORD), body.find(CODE))) {
      case Begun(var secret) ->
          Response.json(
              201, JsonBodies.totp(secret, access.claims().identity().username(), issuer));
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response confirm(Request request, AccountAccess access) {
    return switch (enrolment().confirm(request.caller(), access, request.body(CODE).get(CODE))) {
      case Confirmed() -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response remove(Request request, AccountAccess access) {
    FieldValues body = request.optionalBody(CURRENT_PASSWORD, CODE);
    return switch (enrolment()
        .remove(request.caller(), access, body.find(CURRENT_PASSWORD), body.find(CODE))) {
      case Removed() -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }
}
