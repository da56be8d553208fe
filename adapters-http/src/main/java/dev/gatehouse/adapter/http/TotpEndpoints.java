package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.CODE;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.TotpStatusOutcome.Enabled;
import dev.gatehouse.domain.TotpStatusOutcome.NotEnabled;
import dev.gatehouse.domain.usecase.TotpEnrolment;
import java.util.List;
import java.util.Optional;

/** A user has logins ask for codes of an authenticator app, or no longer. */
final class TotpEndpoints {
  private static final String TOTP = "/users/me/mfa/totp";

  private final Optional<TotpEnrolment> enrolment;
  private final String issuer;

  TotpEndpoints(Optional<TotpEnrolment> enrolment, String issuer) {
    this.enrolment = enrolment;
    this.issuer = issuer;
  }

  List<Route> routes() {
    return List.of(
        new Route.Account(HttpMethod.GET, TOTP, EndpointLimits.REQUESTS, this::status),
        new Route.Account(HttpMethod.POST, TOTP, EndpointLimits.REQUESTS, this::begin),
        new Route.Account(HttpMethod.PUT, TOTP, EndpointLimits.CODE_ATTEMPTS, this::confirm),
        new Route.Account(HttpMethod.DELETE, TOTP, EndpointLimits.REQUESTS, this::remove));
  }

  private TotpEnrolment enrolment() {
    return Answers.supported(enrolment);
  }

  private Answer status(Call call, AccountAccess access) {
    return switch (enrolment().status(access)) {
      case Enabled() -> enabled(true);
      case NotEnabled() -> enabled(false);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private static Answer enabled(boolean enabled) {
    return Answer.json(200, Answer.object().put("enabled", enabled));
  }

  private Answer begin(Call call, AccountAccess access) {
    return switch (enrolment().begin(call.caller(), access)) {
      case Begun(var secret) ->
          Answer.json(201, Forms.totp(secret, access.claims().identity().username(), issuer));
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer confirm(Call call, AccountAccess access) {
    return switch (enrolment().confirm(call.caller(), access, call.body(CODE).get(CODE))) {
      case Confirmed() -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer remove(Call call, AccountAccess access) {
    return switch (enrolment().remove(call.caller(), access)) {
      case Removed() -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }
}
