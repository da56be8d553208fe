package dev.gatehouse.adapter.http.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.Api;
import dev.gatehouse.adapter.http.ServedApi;
import dev.gatehouse.adapter.http.message.ClientAddresses;
import dev.gatehouse.adapter.http.message.StrictRequest;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only events of a gateway can have. The tests of HTTP run through {@link LambdaFront}. */
final class LambdaApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION_URL = "abc.lambda-url.eu-central-1.on.aws";
  private static final String LOGIN = "{\"username\":\"alice\",\"password\":\"Correct1horse\"}";

  @AutoClose private final ServedApi served = new ServedApi();
  private final RecordedWork work = new RecordedWork();
  private final LambdaApi api = new LambdaApi(served.plugin().api(), work);
  private Duration remaining = Duration.ofSeconds(29);

  private static ObjectNode event(String method, String path) {
    ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("rawPath", path);
    event.putObject("headers").put("content-type", "application/json");
    event
        .putObject("requestContext")
        .put("stage", "$default")
        .putObject("http")
        .put("method", method)
        .put("sourceIp", "192.0.2.1");
    return event;
  }

  private static ObjectNode header(ObjectNode event, String name, String value) {
    event.withObject("/headers").put(name, value);
    return event;
  }

  private JsonNode answer(JsonNode event) throws IOException {
    return answer(JSON.writeValueAsBytes(event));
  }

  private JsonNode answer(byte[] event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    api.handle(new ByteArrayInputStream(event), output, new Invocation("request-1", remaining));
    return JSON.readTree(output.toByteArray());
  }

  private int status(JsonNode event) throws IOException {
    return answer(event).path("statusCode").asInt();
  }

  private static String code(JsonNode response) throws IOException {
    return JSON.readTree(response.path("body").asText()).path("code").asText();
  }

  @Test
  void response_has_all_parts_that_a_gateway_reads() throws IOException {
    JsonNode response = answer(event("GET", "/health/live"));

    assertThat(response.path("statusCode").asInt()).isEqualTo(200);
    assertThat(response.path("body").asText()).isEqualTo("{\"status\":\"up\"}");
    assertThat(response.path("isBase64Encoded").isBoolean()).isTrue();
    assertThat(response.path("headers").path("Content-Type").asText())
        .isEqualTo("application/json");
    assertThat(response.path("headers").path("Cache-Control").asText()).isEqualTo("no-store");
    assertThat(response.path("headers").path("X-Request-Id").asText()).isNotEmpty();
  }

  @Test
  void head_has_the_headers_of_get_and_no_body() throws IOException {
    JsonNode response = answer(event("HEAD", "/health/live"));

    assertThat(response.path("statusCode").asInt()).isEqualTo(200);
    assertThat(response.path("body").asText()).isEmpty();
    assertThat(response.path("headers").path("Content-Type").asText())
        .isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":\"1.0\",\"httpMethod\":\"GET\",\"path\":\"/health/live\"}",
        "{\"requestContext\":{\"elb\":{}},\"httpMethod\":\"GET\",\"path\":\"/\"}",
        "{\"Records\":[]}",
        "{\"version\":\"2.0\"}",
        "{\"version\":\"2.0\",\"rawPath\":null,\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
        "{}",
        "[]",
        "\"\""
      })
  void other_events_are_an_error_that_says_what_is_needed(String event) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> answer(event.getBytes(StandardCharsets.UTF_8)))
        .withMessageMatching(".*(PayloadFormatVersion|no method or no rawPath).*");
  }

  @Test
  void event_that_is_not_json_is_an_error() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> answer("no".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void body_may_come_as_text_or_in_base64() throws IOException {
    String encoded = Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));

    int asText = status(event("POST", "/login").put("body", LOGIN));
    int asBase64 =
        status(event("POST", "/login").put("body", encoded).put("isBase64Encoded", true));

    assertThat(asBase64).isEqualTo(asText).isNotIn(400, 415, 500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "eyJ1c2VybmFtZSI", "ÿ"})
  void broken_base64_is_refused(String body) throws IOException {
    JsonNode response =
        answer(event("POST", "/login").put("body", body).put("isBase64Encoded", true));

    assertThat(response.path("statusCode").asInt()).isEqualTo(400);
    assertThat(code(response)).isEqualTo("malformed_request");
  }

  @Test
  void binary_and_missing_and_large_bodies_are_refused() throws IOException {
    String binary = Base64.getEncoder().encodeToString(new byte[] {0, (byte) 0xff, 1});
    assertThat(status(event("POST", "/login").put("body", binary).put("isBase64Encoded", true)))
        .isEqualTo(400);
    assertThat(status(event("POST", "/login"))).isEqualTo(400);
    assertThat(status(event("POST", "/login").putNull("body"))).isEqualTo(400);
    assertThat(status(event("POST", "/login").put("body", "{" + " ".repeat(16 * 1024) + "}")))
        .isEqualTo(413);
    assertThat(status(event("POST", "/login").put("body", " ".repeat(6 * 1024 * 1024))))
        .isEqualTo(413);
  }

  @Test
  void missing_parts_of_an_event_are_no_error() throws IOException {
    ObjectNode bare = JSON.createObjectNode().put("version", "2.0").put("rawPath", "/health/live");
    bare.putObject("requestContext").putObject("http").put("method", "GET");
    assertThat(status(bare)).isEqualTo(200);

    bare.putNull("headers").putNull("cookies").putNull("rawQueryString").putNull("body");
    assertThat(status(bare)).isEqualTo(200);
    assertThat(status(event("GET", ""))).isEqualTo(status(event("GET", "/")));
  }

  @ParameterizedTest
  @CsvSource({
    "prod, /prod/health/live, 200",
    "prod, /prod/prod/health/live, 404",
    "prod, /health/live, 200",
    "health, /health/health/live, 200",
    "prod, /production/health/live, 404",
    "$default, /prod/health/live, 404"
  })
  void stage_is_removed_from_the_path_once(String stage, String path, int status)
      throws IOException {
    ObjectNode event = event("GET", path);
    event.withObject("/requestContext").put("stage", stage);

    assertThat(status(event)).isEqualTo(status);
  }

  private int deletion(String path, String domain) throws IOException {
    ObjectNode event = header(event("DELETE", path), "authorization", "Bearer access");
    event.withObject("/requestContext").put("domainName", domain);
    return status(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a+b", "%C3%A9", "%62"})
  void path_of_a_function_url_is_decoded(String id) throws IOException {
    int found = deletion("/users/me/sessions/x", FUNCTION_URL);

    assertThat(deletion("/users/me/sessions/" + id, FUNCTION_URL)).isEqualTo(found);
    assertThat(deletion("/users/me/session%73/x", FUNCTION_URL)).isEqualTo(found);
    assertThat(found).isNotIn(400, 401, 404, 405, 500);
  }

  @ParameterizedTest
  @CsvSource({
    "/users/me/sessions/a%2Fb, 400",
    "/users/me/sessions/%C3, 400",
    "/users/me/sessions/%, 400",
    "/users/me/sessions/%zz, 400",
    "/users/me/sessions/%252F%, 400",
    "/users/me/sessions/, 405",
    "/users/me//sessions/b, 404",
    "/users/../health/live, 404",
    "//, 404"
  })
  void path_of_a_function_url_must_be_clear(String path, int status) throws IOException {
    assertThat(deletion(path, FUNCTION_URL)).isEqualTo(status);
  }

  @Test
  void path_of_an_http_api_is_not_decoded_again() throws IOException {
    assertThat(deletion("/users/me/sessions/a%2Fb", "api.example.com"))
        .isEqualTo(deletion("/users/me/sessions/x", "api.example.com"));
  }

  @Test
  void two_authorization_headers_are_refused() throws IOException {
    JsonNode response =
        answer(header(event("GET", "/users/me"), "authorization", "Bearer good,Bearer good"));

    assertThat(response.path("statusCode").asInt()).isEqualTo(400);
    assertThat(status(header(event("GET", "/users/me"), "Authorization", "Bearer good")))
        .as("a name in another case")
        .isEqualTo(200);
  }

  private static String after(String query) {
    ObjectNode event = event("GET", "/").put("rawQueryString", query);
    event.putObject("queryStringParameters").put("after", "decoded,joined");
    Field<String> after = Field.text("after", 10, _ -> List.of(), text -> text);
    return new StrictRequest(
            new GatewayRequest(GatewayEvent.of(event), Map.of()),
            "request-1",
            new ClientAddresses(TrustedProxies.NONE))
        .query(after)
        .get(after);
  }

  @ParameterizedTest
  @CsvSource({"after=a%2Bb+c, a+b c", "after=%C3%A9, é", "after=a%2Cb, 'a,b'"})
  void query_is_read_as_it_was_sent(String query, String value) {
    assertThat(after(query)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=a&after=b", "after=%zz", "after=a&before=b"})
  void query_is_read_strictly(String query) {
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> after(query));
  }

  @Test
  void unknown_methods_and_options_get_the_methods_of_the_path() throws IOException {
    JsonNode refused = answer(event("BREW", "/health/live"));
    assertThat(refused.path("statusCode").asInt()).isEqualTo(405);
    assertThat(refused.path("headers").path("Allow").asText()).isEqualTo("GET, HEAD, OPTIONS");

    JsonNode options = answer(event("OPTIONS", "/health/live"));
    assertThat(options.path("statusCode").asInt()).isEqualTo(204);
    assertThat(options.path("headers").path("Allow").asText()).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void failure_of_an_endpoint_is_a_problem() throws IOException {
    served.ready = false;

    assertThat(status(event("GET", "/health/ready"))).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "192.0.2.7:4711, 192.0.2.7",
    "2001:db8::7, 2001:db8::7",
    "'', 0.0.0.0"
  })
  void peer_is_the_source_of_the_request(String sourceIp, String peer) {
    ObjectNode event = event("GET", "/");
    event.withObject("/requestContext/http").put("sourceIp", sourceIp);

    assertThat(GatewayEvent.of(event).peer()).isEqualTo(peer);
  }

  @Test
  void cookies_are_read_from_their_list_alone() {
    ObjectNode event = header(event("GET", "/"), "cookie", "a=1; b=2");
    event.putArray("cookies").add("a=1").add("b=x=y==");
    GatewayEvent read = GatewayEvent.of(event);

    assertThat(new GatewayRequest(read, Map.of()).cookies()).containsExactly("a=1", "b=x=y==");
  }

  @Test
  void event_shows_no_secret_as_text() {
    ObjectNode event = header(event("POST", "/login"), "authorization", "Bearer secret-1");
    event.put("rawQueryString", "secret-2").put("body", "secret-3");
    event.putArray("cookies").add("secret-4");

    assertThat(GatewayEvent.of(event)).hasToString("POST /login");
  }

  @Test
  void response_that_lambda_does_not_accept_is_a_problem() throws IOException {
    Api large = served.plugin().api();
    RouteLimits unlimited = new RouteLimits.None("for this test");
    Response body = Response.json(200, Response.object().put("a", "a".repeat(6 * 1024 * 1024)));
    large.servePages(List.of(new Route.Public(HttpMethod.GET, "/large", unlimited, _ -> body)));
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    new LambdaApi(large, work)
        .handle(
            new ByteArrayInputStream(JSON.writeValueAsBytes(event("GET", "/large"))),
            output,
            new Invocation("request-1", remaining));

    assertThat(code(JSON.readTree(output.toByteArray()))).isEqualTo("internal_error");
  }

  @Test
  void request_has_the_id_of_the_invocation() throws IOException {
    JsonNode response = answer(event("GET", "/nothing"));

    assertThat(response.path("headers").path("X-Request-Id").asText()).isEqualTo("request-1");
    assertThat(JSON.readTree(response.path("body").asText()).path("instance").asText())
        .isEqualTo("request-1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Invocation("a\r\nb", Duration.ZERO));
  }

  @Test
  void work_of_the_background_is_done_around_the_request() throws IOException {
    assertThat(status(event("GET", "/health/live"))).isEqualTo(200);

    assertThat(work.done).containsExactly("catch up", "finish");
  }

  @Test
  void request_that_takes_too_long_is_interrupted_and_answered() throws Exception {
    work.hangs = true;
    remaining = Duration.ofMillis(600);

    JsonNode response = answer(event("GET", "/health/live"));

    assertThat(response.path("statusCode").asInt()).isEqualTo(503);
    assertThat(code(response)).isEqualTo("overloaded");
    assertThat(response.path("headers").path("Retry-After").asText()).isEqualTo("1");
    assertThat(work.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(work.done).containsExactly("catch up", "finish");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 500})
  void request_without_time_is_refused_before_it_begins(long millis) throws IOException {
    remaining = Duration.ofMillis(millis);

    assertThat(status(event("GET", "/health/live"))).isEqualTo(503);
    assertThat(work.done).containsExactly("finish");
  }

  @Test
  void failed_work_of_the_background_is_a_problem() throws IOException {
    work.failure = new IllegalStateException("broken");
    assertThat(code(answer(event("GET", "/health/live")))).isEqualTo("internal_error");

    work.failure = new StackOverflowError();
    assertThatExceptionOfType(StackOverflowError.class)
        .as("Lambda starts a new process after an error of the virtual machine")
        .isThrownBy(() -> answer(event("GET", "/health/live")));
  }

  /** What is done in the background. */
  private static final class RecordedWork implements BackgroundWork {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile @Nullable Throwable failure;

    @Override
    public void catchUp() {
      done.add("catch up");
      switch (failure) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> {}
      }
      if (hangs) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          interrupted.countDown();
        }
      }
    }

    @Override
    public void finish(Duration within) {
      assertThat(within).isGreaterThanOrEqualTo(Duration.ZERO);
      done.add("finish");
    }
  }
}
