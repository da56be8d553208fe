package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.adapter.http.endpoint.RequestFields.CODE;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.EMAIL;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.NEW_USERNAME;
import static dev.gatehouse.adapter.http.endpoint.RequestFields.USERNAME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.usecase.Registration;
import java.util.List;

/** The endpoints of a registration. */
public final class RegistrationEndpoints {
  private final Registration registration;
  private final Field<NewPassword> password;

  public RegistrationEndpoints(Registration registration, PasswordPolicy policy) {
    this.registration = registration;
    this.password = RequestFields.registeredPassword(policy);
  }

  public List<Route> routes() {
    return List.of(
        new Route.Public(HttpMethod.POST, "/users", EndpointLimits.REGISTRATIONS, this::register),
        new Route.Public(
            HttpMethod.POST, "/users/confirmation", EndpointLimits.PROOFS, this::confirm),
        new Route.Public(
            HttpMethod.POST, "/users/confirmation/resend", EndpointLimits.CODES, this::resend));
  }

  private Response register(Request request) {
    FieldValues body = request.body(NEW_USERNAME, password, EMAIL);
    NewUser user = new NewUser(body.get(NEW_USERNAME), body.get(password), body.get(EMAIL));
    return switch (registration.register(request.caller(), user)) {
      case Registered(_) -> created(form(user).put("status", "confirmed"));
      case ConfirmationRequired(_) -> {
        ObjectNode form = form(user).put("status", "confirmation_required");
        form.putObject("delivery").put("medium", "email").put("destination", user.email().value());
        yield created(form);
      }
      case Refusal refusal -> CommonResponses.refused(refusal);
      case UsernameTaken() -> Response.problem(Problem.USERNAME_TAKEN);
      case PasswordRefused refused -> CommonResponses.passwordRefused(password.name(), refused);
      case RegistrationRefused() ->
          CommonResponses.refusedByProvider("", "The provider does not allow this registration.");
    };
  }

  private static ObjectNode form(NewUser user) {
    return Response.object()
        .put("username", user.username().value())
        .put("email", user.email().value())
        // Only a code verifies it.
        .put("emailVerified", false);
  }

  private static Response created(ObjectNode form) {
    return Response.json(201, form).withHeader("Location", "/users/me");
  }

  private Response confirm(Request request) {
    FieldValues body = request.body(USERNAME, CODE);
    return switch (registration.confirm(request.caller(), body.get(USERNAME), body.get(CODE))) {
      case Confirmed() -> Response.empty(204);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response resend(Request request) {
    return CommonResponses.codeRequested(
        registration.resendCode(request.caller(), request.body(USERNAME).get(USERNAME)));
  }
}
