package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.limit.Limit;
import io.javalin.Javalin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeaturesTest {
  private static final Field<String> SHELF =
      Field.text("shelf", 20, FeaturesTest::shelfViolations, text -> text);
  private static final Field<List<String>> TITLES =
      Field.texts("titles", 3, 20, FeaturesTest::shelfViolations, text -> text);
  private static final Field<Integer> COPIES = Field.number("copies", 1, 9);
  private static final Field<Boolean> LENT = Field.flag("lent");
  private static final Field<FieldValues> PLACE = Field.object("place", SHELF);
  private static final Field<Integer> LIMIT = Field.numeral("limit", 1, 50);

  private static final String[] GOOD = {"Authorization", "Bearer good"};

  private static final RouteLimits LIMITS = new RouteLimits.PerAddress(Limit.REQUESTS_PER_ADDRESS);

  private final List<String> log = new ArrayList<>();

  private static List<Violation> shelfViolations(String text) {
    return text.length() > 5 ? List.of(new Violation("too_long", "Up to 5.")) : List.of();
  }

  /** A feature with these routes that records its events. */
  private class Library implements Feature, RunningFeature {
    private final String name;
    private final Setting<Integer> shelves;
    private final List<Route> routes;
    private boolean ready = true;

    Library(String name, String setting, Route... routes) {
      this.name = name;
      this.shelves = Setting.number(setting, 7, 1, 10, "the number of shelves");
      this.routes = List.of(routes);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(shelves);
    }

    @Override
    public RunningFeature start(FeatureContext context) {
      log.add(name + " starts with " + context.settings().get(shelves));
      return this;
    }

    @Override
    public List<Route> routes() {
      return routes;
    }

    @Override
    public boolean isReady() {
      if (log.contains("burn")) {
        throw new IllegalStateException("burning");
      }
      return ready;
    }

    @Override
    public void onUserEvent(UserEvent event) {
      log.add(name + " hears " + event);
      if (log.contains("burn")) {
        throw new IllegalStateException("burning");
      }
    }

    @Override
    public void close() {
      log.add(name + " closes");
    }
  }

  private Library library(Route... routes) {
    return new Library("library", "LIBRARY_SHELVES", routes);
  }

  private static Route.Public open(
      HttpMethod method, String path, Function<Request, Response> does) {
    return new Route.Public(method, path, LIMITS, does);
  }

  private static Route.Public open(String path) {
    return open(HttpMethod.GET, path, _ -> Response.json(200, Response.object().put("path", path)));
  }

  private Features started(Feature... features) {
    return Features.start(List.of(features), Map.of(), InstantSource.system());
  }

  private ServedApi served(Feature... features) {
    return new ServedApi(started(features));
  }

  @Test
  void route_guards_apply_and_routes_receive_caller_identity() {
    Library library =
        library(
            open("/books"),
            new Route.Authenticated(
                HttpMethod.GET,
                "/books/mine",
                LIMITS,
                (_, caller) ->
                    Response.json(200, Response.object().put("sub", caller.subject().value()))),
            new Route.InGroup(
                HttpMethod.DELETE,
                "/books/{shelf}",
                new Group("admins"),
                LIMITS,
                (_, _) -> Response.empty(204)),
            new Route.InGroup(
                HttpMethod.PUT,
                "/books/{shelf}",
                new Group("nobody"),
                LIMITS,
                (_, _) -> Response.empty(204)));
    try (ServedApi api = served(library)) {
      api.get("/books").is(200);
      api.get("/books/mine").is(401);
      assertThat(api.get("/books/mine", GOOD).body()).contains("sub-1");
      api.send("DELETE", "/books/a", null, GOOD).is(204);
      api.send("PUT", "/books/a", null, GOOD).is(403);
      api.send("HEAD", "/books/mine", null).is(401);
      api.send("OPTIONS", "/books/a", null).is(204);
      json(api, "POST", "{}").is(405);
    }
  }

  private static Reply json(ServedApi api, String method, String body) {
    return api.sendJson(method, "/books", Reply.quoted(body));
  }

  private Library reading() {
    return library(
        open(
            HttpMethod.POST,
            "/books",
            request -> {
              FieldValues body = request.body(TITLES, COPIES, LENT, PLACE);
              String shelf = body.get(PLACE).find(SHELF);
              return Response.json(
                  200,
                  Response.object()
                      .put("titles", String.join("+", body.get(TITLES)))
                      .put("copies", body.get(COPIES))
                      .put("lent", body.get(LENT))
                      .put("shelf", shelf));
            }),
        open(
            HttpMethod.GET,
            "/books/{shelf}",
            request ->
                Response.json(
                    200,
                    Response.object()
                        .put("shelf", request.path(SHELF))
                        .put("limit", request.query(LIMIT).find(LIMIT)))),
        open(
            HttpMethod.PUT,
            "/books",
            request ->
                Response.json(
                    200, Response.object().put("n", request.body(64, SHELF).get(SHELF)))));
  }

  @Test
  void request_body_is_parsed_into_values() {
    try (ServedApi api = served(reading())) {
      json(api, "POST", "{'titles':['a','b'],'copies':2,'lent':true,'place':{'shelf':'x'}}")
          .isJson(200, "{'titles':'a+b','copies':2,'lent':true,'shelf':'x'}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'titles':['a',1],'copies':2,'lent':true,'place':{}}",
        "{'titles':'a','copies':2,'lent':true,'place':{}}",
        "{'titles':[],'copies':2.0,'lent':true,'place':{}}",
        "{'titles':[],'copies':'2','lent':true,'place':{}}",
        "{'titles':[],'copies':2,'lent':'true','place':{}}",
        "{'titles':[],'copies':2,'lent':true,'place':{'other':'x'}}",
        "{'titles':[],'copies':2,'lent':true,'place':[]}",
        "{'titles':[],'copies':2,'lent':true,'place':{},'more':1}",
        "{'titles':[],'titles':[],'copies':2,'lent':true,'place':{}}",
        "[]"
      })
  void body_of_wrong_structure_is_malformed(String body) {
    try (ServedApi api = served(reading())) {
      json(api, "POST", body).isProblem(400, "malformed_request");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'titles':['a','abcdef'],'copies':10,'place':{'shelf':'abcdef'}} | titles[1] too_long, copies out_of_range, lent required, place.shelf too_long
          {'titles':['','','',''],'copies':99999999999999999999,'lent':true,'place':{}} | titles too_many, copies out_of_range
          """)
  void response_lists_all_rule_violations(String body, String errors) {
    try (ServedApi api = served(reading())) {
      assertThat(json(api, "POST", body).errors()).containsExactly(errors.split(", ", -1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/books/abc, 200, limit\":null",
    "/books/abc?limit=50, 200, limit\":50",
    "/books/abc?limit=51, 422, out_of_range",
    "/books/abc?limit=05, 422, out_of_range",
    "/books/abc?limit=, 422, out_of_range",
    "/books/abc?limit=99999999999, 422, out_of_range",
    "/books/abc?limit=1&limit=2, 400, malformed_request",
    "/books/abc?other=1, 400, malformed_request",
    "/books/abcdef, 404, not_found",
  })
  void path_and_query_values_are_validated(String path, int status, String told) {
    try (ServedApi api = served(reading())) {
      assertThat(api.get(path).is(status).body()).contains(told);
    }
  }

  @Test
  void route_sets_its_maximum_body_size() {
    try (ServedApi api = served(reading())) {
      json(api, "PUT", "{'shelf':'x'}").is(200);
      json(api, "PUT", " ".repeat(64) + "{'shelf':'x'}").is(413);
    }
  }

  @Test
  void literal_path_has_priority_over_path_parameter() {
    Library library = library(open("/books/{shelf}"), open("/books/top"));
    try (ServedApi api = served(library)) {
      assertThat(api.get("/books/top").body()).contains("/books/top");
      assertThat(api.get("/books/other").body()).contains("{shelf}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/books, /books",
    "/books/{id}, /books/{shelf}",
    "/books/{id}, /books/top",
    "/books/{id}/x, /{kind}/top/x",
  })
  void duplicate_route_of_two_features_prevents_start(String one, String other) {
    Features features =
        started(library(open(one)), new Library("archive", "ARCHIVE_SHELVES", open(other)));

    assertThatIllegalStateException()
        .isThrownBy(() -> new ServedApi(features))
        .withMessage(
            "two routes match the same requests: GET %s of library and GET %s of archive",
            one, other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/me", "/users/{id}", "/health/live"})
  void feature_cannot_claim_a_gatehouse_route(String path) {
    Features features = started(library(open(path)));

    assertThatIllegalStateException()
        .isThrownBy(() -> new ServedApi(features))
        .withMessageStartingWith("two routes match the same requests: ")
        .withMessageContaining("of gatehouse and GET " + path + " of library");
  }

  @Test
  void two_features_may_share_a_path_with_different_methods() {
    Library one = library(open("/books/{id}"));
    Library other =
        new Library(
            "archive",
            "ARCHIVE_",
            new Route.Authenticated(
                HttpMethod.PUT, "/books/{shelf}", LIMITS, (_, _) -> Response.empty(204)));
    try (ServedApi api = served(one, other)) {
      api.get("/books/a").is(200);
      api.send("OPTIONS", "/books/a", null).has("Allow", "GET, HEAD, OPTIONS, PUT");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // a feature may be written without null checks
  void route_without_declared_access_prevents_start() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Route.InGroup(
                    HttpMethod.GET, "/books", null, LIMITS, (_, _) -> Response.empty(204)))
        .withMessage("GET /books does not declare its access");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Route.Public(HttpMethod.GET, "/books", LIMITS, null))
        .withMessage("GET /books does not declare its access");
  }

  @Test
  @SuppressWarnings("NullAway") // a feature may be written without null checks
  void route_without_declared_rate_limits_prevents_start() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Route.Public(HttpMethod.GET, "/books", null, _ -> Response.empty(204)))
        .withMessage("GET /books does not declare its limits");
    RouteLimits none = new RouteLimits.None("a test");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Route.Public(HttpMethod.POST, "/books", none, _ -> Response.empty(204)))
        .withMessage("POST /books is public and has a body, so it needs a rate limit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RouteLimits.PerAddress(Limit.LOGIN_ATTEMPTS));
    assertThatIllegalArgumentException().isThrownBy(() -> new RouteLimits.None(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> new RouteLimits.ByUseCase(Set.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"books", "/books/", "//", "/bo oks", "/books/*", "/<books>", "/a/{b-c}"})
  void invalid_path_prevents_start(String path) {
    Features features = started(library(open(path)));

    assertThatIllegalStateException()
        .isThrownBy(() -> new ServedApi(features))
        .withMessageContaining("the feature library: the path \"" + path + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "a, A_X, a, B_X, two features have the name a",
    "a, A_X, b, A_X, the features a and b both have the setting A_X",
    "a, A_X, A b, B_X, A b"
  })
  void conflicting_feature_names_or_settings_prevent_start(
      String name, String setting, String other, String otherSetting, String reason) {
    assertThatIllegalStateException()
        .isThrownBy(() -> started(new Library(name, setting), new Library(other, otherSetting)))
        .withMessageContaining(reason);
    assertThat(log).isEmpty();
  }

  @Test
  void wrong_setting_prevents_start_and_closes_earlier_features() {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(
            () ->
                Features.start(
                    List.of(new Library("a", "A_SHELVES"), new Library("b", "B_SHELVES")),
                    Map.of("A_SHELVES", "3", "B_SHELVES", "many\nmore"),
                    InstantSource.system()))
        .withMessage("B_SHELVES is \"many?more\"; it may be a whole number from 1 to 10");
    assertThat(log).containsExactly("a starts with 3", "a closes");
  }

  @Test
  void error_names_the_feature_that_fails_to_start() {
    Library broken =
        new Library("broken", "BROKEN_SHELVES") {
          @Override
          public RunningFeature start(FeatureContext context) {
            throw new IllegalStateException("the file can't be opened");
          }
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> started(new Library("a", "A_SHELVES"), broken))
        .withMessage("the feature broken does not start: the file can't be opened");
    assertThat(log).containsExactly("a starts with 7", "a closes");
  }

  @Test
  void readiness_names_the_failed_feature_and_stays_up() {
    Library library = library();
    try (ServedApi api = served(library, new Library("archive", "ARCHIVE_SHELVES"))) {
      assertThat(api.get("/health/ready").body())
          .isEqualTo("{\"status\":\"up\",\"features\":{\"library\":\"up\",\"archive\":\"up\"}}");
      library.ready = false;
      api.get("/health/ready").is(200);
      assertThat(api.get("/health/ready").body())
          .isEqualTo("{\"status\":\"up\",\"features\":{\"library\":\"down\",\"archive\":\"up\"}}");
      log.add("burn");
      assertThat(api.get("/health/ready").body()).contains("\"archive\":\"down\"");
      api.ready = false;
      api.get("/health/ready").is(503);
    }
  }

  @Test
  void each_feature_handles_user_events_and_says_if_it_fails() {
    try (Features features =
        started(new Library("a", "A_SHELVES"), new Library("b", "B_SHELVES"))) {
      log.clear();
      log.add("burn");
      UserDeleted event = new UserDeleted(new Subject("s"));

      features
          .handlers()
          .forEach(
              (_, handler) ->
                  assertThatIllegalStateException().isThrownBy(() -> handler.accept(event)));

      assertThat(log).containsExactly("burn", "a hears " + event, "b hears " + event);
    }
    assertThat(log).endsWith("b closes", "a closes");
  }

  @Test
  void host_application_serves_the_features() {
    try (ServedApi ours = served(reading())) {
      Javalin host = ours.hosted(_ -> {});
      try (ServedApi.Client client = new ServedApi.Client(host.port())) {
        client.send("GET", "/books/abc", null).is(200);
      } finally {
        host.stop();
      }
    }
  }
}
