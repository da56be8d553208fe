package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.CODE;
import static dev.gatehouse.adapter.http.Members.EMAIL;
import static dev.gatehouse.adapter.http.Members.REGISTERED_PASSWORD;
import static dev.gatehouse.adapter.http.Members.USERNAME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Body;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.PasswordRefused;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.usecase.Registration;
import java.util.List;

/** A stranger becomes a user. */
final class RegistrationEndpoints {
  private final Registration registration;

  RegistrationEndpoints(Registration registration) {
    this.registration = registration;
  }

  List<Route> routes() {
    return List.of(
        new Route.Public(HttpMethod.POST, "/users", EndpointLimits.REGISTRATIONS, this::register),
        new Route.Public(
            HttpMethod.POST, "/users/confirmation", EndpointLimits.PROOFS, this::confirm),
        new Route.Public(
            HttpMethod.POST, "/users/confirmation/resend", EndpointLimits.CODES, this::resend));
  }

  private Answer register(Call call) {
    Body body = call.body(USERNAME, REGISTERED_PASSWORD, EMAIL);
    NewUser user = new NewUser(body.get(USERNAME), body.get(REGISTERED_PASSWORD), body.get(EMAIL));
    return switch (registration.register(call.caller(), user)) {
      case Registered(_) -> created(form(user).put("status", "confirmed"));
      case ConfirmationRequired(_) -> {
        ObjectNode form = form(user).put("status", "confirmation_required");
        form.putObject("delivery").put("medium", "email").put("destination", user.email().value());
        yield created(form);
      }
      case Refusal refusal -> Answers.refused(refusal);
      case UsernameTaken() -> Answer.problem(Problem.USERNAME_TAKEN);
      case PasswordRefused() -> Answers.passwordRefused(REGISTERED_PASSWORD.name());
      case RegistrationRefused() ->
          Answers.refusedByProvider("", "The provider's rules do not allow this registration.");
    };
  }

  private static ObjectNode form(NewUser user) {
    return Answer.object()
        .put("username", user.username().value())
        .put("email", user.email().value());
  }

  private static Answer created(ObjectNode form) {
    return Answer.json(201, form).with("Location", "/users/me");
  }

  private Answer confirm(Call call) {
    Body body = call.body(USERNAME, CODE);
    return switch (registration.confirm(call.caller(), body.get(USERNAME), body.get(CODE))) {
      case Confirmed() -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer resend(Call call) {
    return Answers.codeRequested(
        registration.resendCode(call.caller(), call.body(USERNAME).get(USERNAME)));
  }
}
