package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.CustomClaims;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.json.JsonMapper;
import io.javalin.security.RouteRole;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the API in a host application, where it also guards the host's own routes. */
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

  /** A role that the host defines. */
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
    config.routes.get("/tenant", HostApplicationTest::tellTenant, Access.SIGNED_IN);
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

  private static void tellTenant(Context context) {
    context.result(
        GatehousePlugin.user(context).customClaims().text("custom:tenant").orElse("no tenant"));
  }

  private static final class HostJson implements JsonMapper {
    @Override
    public String toJsonString(Object value, Type type) {
      return "the host's JSON";
    }
  }

  private Reply send(String method, String path, String... headers) {
    return client.send(method, path, null, headers);
  }

  @Test
  void host_route_guard_accepts_permitted_users() {
    assertThat(send("GET", "/open").body()).isEqualTo("open");
    assertThat(send("GET", "/orders", GOOD).body()).isEqualTo("Alice");
    assertThat(send("GET", "/orders/7", GOOD).body()).isEqualTo("Alice");
    assertThat(send("PUT", "/orders", ACCESS).body()).isEqualTo("Alice");
    send("HEAD", "/orders", GOOD).is(200);
  }

  @Test
  void host_route_reads_a_custom_claim() {
    assertThat(send("GET", "/tenant", GOOD).body()).isEqualTo("no tenant");

    Identity alice = ServedApi.ALICE;
    ours.caller =
        new Identity(
            alice.subject(),
            alice.username(),
            alice.email(),
            alice.groups(),
            CustomClaims.of(Map.of("custom:tenant", "acme")));

    assertThat(send("GET", "/tenant", GOOD).body()).isEqualTo("acme");
    assertThat(send("GET", "/users/me", GOOD).body()).doesNotContain("acme");
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
  void host_route_guard_refuses_other_users_with_a_problem(
      String method, String path, String token, int status, String code) {
    send(method, path, "Authorization", "Bearer " + token).isProblem(status, code);
  }

  @Test
  void host_route_guard_also_protects_head_requests() {
    send("HEAD", "/orders").is(401);
    send("HEAD", "/untouched").is(200);
  }

  @Test
  void host_route_guard_is_unavailable_without_keys() {
    ours.verification =
        IdentityProviderUnavailableException.unavailable("no keys", Duration.ofSeconds(5), null);

    send("GET", "/orders", GOOD)
        .isProblem(503, "identity_provider_unavailable")
        .has("Retry-After", "5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/untouched", "/staff"})
  void host_route_without_gatehouse_role_is_not_guarded(String path) {
    Reply response = send("GET", path, "Authorization", "Bearer bad").is(200);

    assertThat(response.header("X-Request-Id")).isEmpty();
    assertThat(ours.refusals).isEmpty();
  }

  @Test
  void reading_user_on_unguarded_route_causes_an_error() {
    Reply response = send("GET", "/untouched/user", GOOD).is(418);

    assertThat(response.body()).contains("GET /untouched/user", "SIGNED_IN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/me", "/login", "/orders", "/untouched"})
  void host_cors_plugin_handles_preflight_requests(String path) {
    send("OPTIONS", path, ServedApi.preflight(ORIGIN))
        .is(200)
        .has("Access-Control-Allow-Origin", ORIGIN)
        .has("Access-Control-Allow-Headers", "Authorization");
  }

  @Test
  void refusals_contain_the_cors_headers_of_the_host() {
    for (String path : List.of("/users/me", "/orders")) {
      send("GET", path, "Origin", ORIGIN).is(401).has("Access-Control-Allow-Origin", ORIGIN);
    }
  }

  @Test
  void host_keeps_its_error_pages_and_json() {
    assertThat(send("GET", "/nowhere").body()).isEqualTo("the host's page 404");
    assertThat(send("GET", "/untouched").body()).isEqualTo("the host's JSON");
  }

  @Test
  void gatehouse_routes_keep_their_errors_and_json() {
    send("GET", "/users/me").isProblem(401, "missing_token");
    send("HEAD", "/users/me").is(401);
    ours.verification = new IllegalStateException("not the host's");
    send("GET", "/users/me", GOOD).isProblem(500, "internal_error");
    ours.verification = null;

    Reply me = send("GET", "/users/me", GOOD);
    assertThat(me.json().get("username").asText()).isEqualTo("Alice");
    me.has("Content-Type", "application/json").has("Cache-Control", "no-store");
    assertThat(me.header("X-Request-Id")).isPresent();
  }

  @Test
  void location_header_contains_the_host_context_path() {
    Javalin below = ours.hosted(config -> config.router.contextPath = "/auth");
    try (ServedApi.Client caller = new ServedApi.Client(below.port())) {
      String alice = "{'username':'Alice','password':'Correct1horse','email':'alice@example.com'}";

      caller
          .send("POST", "/auth/users", Reply.quoted(alice), "Content-Type", "application/json")
          .is(201)
          .has("Location", "/auth/users/me");
      caller.send("GET", "/auth/users/me", null, GOOD).is(200);
      caller.send("HEAD", "/auth/users/me", null).is(401);
    } finally {
      below.stop();
    }
  }
}
