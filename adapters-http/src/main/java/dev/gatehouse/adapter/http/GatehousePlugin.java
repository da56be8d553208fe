package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.Answer.FieldError;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome.ChallengeNotSupported;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LoginOutcome.PasswordResetRequired;
import dev.gatehouse.domain.LoginOutcome.TooManyAttempts;
import dev.gatehouse.domain.LoginOutcome.UserDisabled;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RegistrationOutcome.PasswordRefused;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.port.PublishedKeys;
import io.javalin.config.JavalinState;
import io.javalin.http.HandlerType;
import io.javalin.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API, for Gatehouse's own server or any Javalin application: {@code
 * config.registerPlugin(plugin)}.
 *
 * <p>It adds routes and nothing else: what the host does with other paths, and with their errors,
 * stays the host's.
 */
public final class GatehousePlugin extends Plugin<Void> {
  private static final Member<Username> USERNAME =
      new Member<>("username", Username::violations, Username::new);
  private static final Member<EmailAddress> EMAIL =
      new Member<>("email", EmailAddress::violations, EmailAddress::new);
  private static final Member<Password> PASSWORD =
      new Member<>("password", Password::violations, Password::new);
  private static final Member<NewPassword> NEW_PASSWORD =
      new Member<>("password", NewPassword::violations, NewPassword::new);

  private final UseCases useCases;
  private final @Nullable PublishedKeys publishedKeys;
  private final BooleanSupplier ready;
  private final TokenRefusalListener refusals;
  private final RequestIds requestIds;

  /**
   * Makes the plugin.
   *
   * @param useCases what the endpoints call
   * @param publishedKeys the keys to publish under {@code /.well-known}; null where the provider
   *     publishes them itself
   * @param ready whether requests can be answered; asked by {@code GET /health/ready}
   * @param refusals hears why tokens were refused
   * @param random makes request ids differ between processes; need not be secure
   */
  public GatehousePlugin(
      UseCases useCases,
      @Nullable PublishedKeys publishedKeys,
      BooleanSupplier ready,
      TokenRefusalListener refusals,
      RandomGenerator random) {
    this.useCases = useCases;
    this.publishedKeys = publishedKeys;
    this.ready = ready;
    this.refusals = refusals;
    this.requestIds = new RequestIds(random);
  }

  @Override
  public void onStart(JavalinState state) {
    Routes routes = new Routes(state.routes, useCases.authorization(), refusals, requestIds);
    routes.add(routes());
  }

  /** Names the requests that this plugin's server answers itself. */
  RequestIds requestIds() {
    return requestIds;
  }

  private List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            List.of(
                new Route.Public(HandlerType.POST, "/users", this::register),
                new Route.Public(HandlerType.POST, "/login", this::logIn),
                new Route.Authenticated(
                    HandlerType.GET, "/users/me", (_, caller) -> Answer.json(200, json(caller))),
                new Route.Public(HandlerType.GET, "/health/live", _ -> health(true)),
                new Route.Public(
                    HandlerType.GET, "/health/ready", _ -> health(ready.getAsBoolean()))));
    PublishedKeys keys = publishedKeys;
    if (keys != null) {
      routes.add(
          new Route.Public(
              HandlerType.GET,
              "/.well-known/jwks.json",
              _ -> Answer.json(200, Json.read(keys.keySet()))));
      routes.add(
          new Route.Public(
              HandlerType.GET,
              "/.well-known/openid-configuration",
              _ -> Answer.json(200, discovery(keys.issuer()))));
    }
    return routes;
  }

  private Answer register(Call call) {
    Call.Body body = call.body(USERNAME, NEW_PASSWORD, EMAIL);
    NewUser user = new NewUser(body.get(USERNAME), body.get(NEW_PASSWORD), body.get(EMAIL));
    return switch (useCases.registration().register(user)) {
      case Registered() ->
          Answer.json(
                  201,
                  Json.object()
                      .put("username", user.username().value())
                      .put("email", user.email().value())
                      .put("status", "confirmed"))
              .with("Location", "/users/me");
      case UsernameTaken() -> Answer.problem(Problem.USERNAME_TAKEN);
      case PasswordRefused() ->
          refusedByProvider(
              NEW_PASSWORD.name(), "The user pool's rules ask for a stronger password.");
      case RegistrationRefused() ->
          refusedByProvider("", "The user pool's rules do not allow this registration.");
    };
  }

  private static Answer refusedByProvider(String member, String message) {
    return Answer.invalid(List.of(new FieldError(member, new Violation("provider_rule", message))));
  }

  private Answer logIn(Call call) {
    Call.Body body = call.body(USERNAME, PASSWORD);
    return switch (useCases.login().logIn(body.get(USERNAME), body.get(PASSWORD))) {
      case LoggedIn(var tokens) -> Answer.json(200, json(tokens));
      case InvalidCredentials(), UserDisabled() -> Answer.problem(Problem.INVALID_CREDENTIALS);
      case UserNotConfirmed() -> Answer.problem(Problem.USER_NOT_CONFIRMED);
      case PasswordResetRequired() -> Answer.problem(Problem.PASSWORD_RESET_REQUIRED);
      case TooManyAttempts(var retryAfter) ->
          Answer.problem(Problem.TOO_MANY_ATTEMPTS).retryAfter(retryAfter);
      case ChallengeNotSupported(var name) ->
          Answer.problem(
              Problem.CHALLENGE_NOT_SUPPORTED, "The challenge " + name + " is not supported.");
    };
  }

  private static ObjectNode json(Tokens tokens) {
    return Json.object()
        .put("idToken", tokens.idToken().reveal())
        .put("accessToken", tokens.accessToken().reveal())
        .put("refreshToken", tokens.refreshToken().reveal())
        .put("tokenType", "Bearer")
        .put("expiresIn", tokens.expiresIn().toSeconds());
  }

  private static ObjectNode json(Identity caller) {
    ObjectNode body =
        Json.object()
            .put("sub", caller.subject().value())
            .put("username", caller.username().value());
    Identity.Email email = caller.email();
    if (email != null) {
      body.put("email", email.address().value()).put("emailVerified", email.verified());
    }
    var groups = body.putArray("groups");
    caller.groups().stream().map(Group::name).sorted().forEach(groups::add);
    return body;
  }

  private static Answer health(boolean up) {
    return Answer.json(up ? 200 : 503, Json.object().put("status", up ? "up" : "down"));
  }

  /** OpenID Connect Discovery 1.0, as far as it applies: there is no authorization endpoint. */
  private static ObjectNode discovery(String issuer) {
    ObjectNode body =
        Json.object().put("issuer", issuer).put("jwks_uri", issuer + "/.well-known/jwks.json");
    body.putArray("response_types_supported").add("token");
    body.putArray("subject_types_supported").add("public");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    return body;
  }
}
