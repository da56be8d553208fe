package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.json.JsonMapper;
import io.javalin.security.RouteRole;
import java.lang.reflect.Type;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API in somebody else's Javalin application, whose own routes it guards. */
final class HostApplicationTest {
  private static final String ORIGIN = "https://shop.example.com";
  private static final String[] GOOD = {"Authorization", "Bearer good"};
  private static final String[] ACCESS = {"Authorization", "Bearer access"};

  @AutoClose private final ServedApi ours = new ServedApi();
  private final Javalin host = ours.hosted(HostApplicationTest::configure);
  @AutoClose private final ServedApi.Client client = new ServedApi.Client(host.port());

  @AfterEach
  void stop() {
    host.stop();
  }

  /** A role of the host's own. */
  private enum HostRole implements RouteRole {
    STAFF
  }

  private static void configure(JavalinConfig config) {
    config.bundledPlugins.enableCors(cors -> cors.addRule(rule -> rule.allowHost(ORIGIN)));
    config.jsonMapper(new HostJson());
    config.routes.get("/open", context -> context.result("open"), Access.PUBLIC);
    config.routes.get("/orders", HostApplicationTest::tellUser, Access.SIGNED_IN);
    config.routes.get("/orders/{id}", HostApplicationTest::tellUser, Access.inGroup("admins"));
    config.routes.delete("/orders", HostApplicationTest::tellUser, Access.inGroup("nobody"));
    config.routes.put("/orders", HostApplicationTest::tellUser, Access.ACCESS_TOKEN);
    config.routes.get("/twice", HostApplicationTest::tellUser, Access.SIGNED_IN, Access.PUBLIC);
    config.routes.get("/staff", context -> context.result("staff"), HostRole.STAFF);
    config.routes.get("/untouched", context -> context.json(Map.of()));
    config.routes.get("/untouched/user", HostApplicationTest::tellUser);
    config.routes.exception(
        IllegalStateException.class,
        (e, context) -> context.status(418).result(String.valueOf(e.getMessage())));
    for (int status : List.of(401, 403, 404, 500, 503)) {
      config.routes.error(status, context -> context.html("the host's page " + status));
    }
  }

  private static void tellUser(Context context) {
    context.result(GatehousePlugin.user(context).username().value());
  }

  private static final class HostJson implements JsonMapper {
    @Override
    public String toJsonString(Object value, Type type) {
      return "the host's JSON";
    }
  }

  private HttpResponse<String> send(String method, String path, String... headers) {
    return client.send(method, path, null, headers);
  }

  @Test
  void guarded_route_of_the_host_lets_in_who_may_call() {
    assertThat(send("GET", "/open").body()).isEqualTo("open");
    assertThat(send("GET", "/orders", GOOD).body()).isEqualTo("Alice");
    assertThat(send("GET", "/orders/7", GOOD).body()).isEqualTo("Alice");
    assertThat(send("PUT", "/orders", ACCESS).body()).isEqualTo("Alice");
    assertThat(send("HEAD", "/orders", GOOD).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /orders,   '',   401, missing_token",
    "GET,    /orders,   bad,  401, invalid_token",
    "GET,    /orders/7, '',   401, missing_token",
    "DELETE, /orders,   good, 403, forbidden",
    "PUT,    /orders,   good, 401, invalid_token",
    "GET,    /twice,    good, 500, internal_error"
  })
  void guarded_route_of_the_host_refuses_others_with_a_problem(
      String method, String path, String token, int status, String code) {
    assertProblem(send(method, path, "Authorization", "Bearer " + token), status, code);
  }

  @Test
  void head_on_a_guarded_get_of_the_host_is_guarded() {
    assertThat(send("HEAD", "/orders").statusCode()).isEqualTo(401);
    assertThat(send("HEAD", "/untouched").statusCode()).isEqualTo(200);
  }

  @Test
  void guarded_route_of_the_host_is_unavailable_without_keys() {
    ours.verification.set(
        IdentityProviderUnavailableException.unavailable("no keys", Duration.ofSeconds(5), null));

    HttpResponse<String> response = send("GET", "/orders", GOOD);

    assertProblem(response, 503, "identity_provider_unavailable");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/untouched", "/staff"})
  void route_without_a_role_of_ours_is_left_alone(String path) {
    HttpResponse<String> response = send("GET", path, "Authorization", "Bearer bad");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Request-Id")).isEmpty();
    assertThat(ours.refusals).isEmpty();
  }

  @Test
  void route_without_a_role_knows_no_user_and_says_so() {
    HttpResponse<String> response = send("GET", "/untouched/user", GOOD);

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.body()).contains("GET /untouched/user", "SIGNED_IN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/me", "/login", "/orders", "/untouched"})
  void preflight_reaches_the_host_s_cors_plugin(String path) {
    HttpResponse<String> response =
        send(
            "OPTIONS",
            path,
            "Origin",
            ORIGIN,
            "Access-Control-Request-Method",
            "GET",
            "Access-Control-Request-Headers",
            "Authorization");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
    assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValue("Authorization");
  }

  @Test
  void refusals_have_the_host_s_cors_headers() {
    for (String path : List.of("/users/me", "/orders")) {
      HttpResponse<String> response = send("GET", path, "Origin", ORIGIN);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
    }
  }

  @Test
  void errors_and_json_of_the_host_stay_the_host_s() {
    assertThat(send("GET", "/nowhere").body()).isEqualTo("the host's page 404");
    assertThat(send("GET", "/untouched").body()).isEqualTo("the host's JSON");
  }

  @Test
  void our_routes_keep_their_own_errors_and_json() {
    assertProblem(send("GET", "/users/me"), 401, "missing_token");
    assertThat(send("HEAD", "/users/me").statusCode()).isEqualTo(401);
    ours.verification.set(new IllegalStateException("not the host's"));
    assertProblem(send("GET", "/users/me", GOOD), 500, "internal_error");
    ours.verification.set(null);

    HttpResponse<String> me = send("GET", "/users/me", GOOD);
    assertThat(ServedApi.json(me).get("username").asText()).isEqualTo("Alice");
    assertThat(me.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(me.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(me.headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void location_is_below_the_host_s_context_path() {
    Javalin below = ours.hosted(config -> config.router.contextPath = "/auth");
    try (ServedApi.Client caller = new ServedApi.Client(below.port())) {
      HttpResponse<String> response =
          caller.send(
              "POST",
              "/auth/users",
              """
              {"username":"Alice","password":"Correct1horse","email":"alice@example.com"}\
              """,
              "Content-Type",
              "application/json");

      assertThat(response.statusCode()).isEqualTo(201);
      String location = response.headers().firstValue("Location").orElseThrow();
      assertThat(location).isEqualTo("/auth/users/me");
      assertThat(caller.send("GET", location, null, GOOD).statusCode()).isEqualTo(200);
      assertThat(caller.send("HEAD", location, null).statusCode()).isEqualTo(401);
    } finally {
      below.stop();
    }
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(ServedApi.json(response).get("code").asText()).isEqualTo(code);
    assertThat(ServedApi.json(response).get("instance").asText())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
  }
}
