package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.http.ServedApi.Answered;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the server reports about its requests. */
final class ObservedServerTest {
  @AutoClose private final ServedApi api = new ServedApi();

  /**
   * Waits for the next reported response; the report can come shortly after the client has the
   * response.
   */
  private Answered told() {
    try {
      Answered told = api.answered.poll(20, TimeUnit.SECONDS);
      assertThat(told).isNotNull();
      return told;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /users/me,    GET,     /users/me,    401",
    "HEAD,    /health/live, HEAD,    /health/live, 200",
    "OPTIONS, /login,       OPTIONS, /login,       204",
    "DELETE,  /login,       DELETE,  none,         405",
    "GET,     /users/other, GET,     none,         404",
    "MADEUP,  /nowhere,     OTHER,   none,         404"
  })
  void observer_receives_route_and_status_of_response(
      String method, String path, String toldMethod, String route, int status) {
    api.send(method, path, null);

    Answered told = told();
    assertThat(told.method()).isEqualTo(toldMethod);
    assertThat(told.route()).isEqualTo(route);
    assertThat(told.status()).isEqualTo(status);
    assertThat(told.took()).isPositive();
    assertThat(api.answered).isEmpty();
  }

  @Test
  void observer_receives_unhandled_request_once() {
    assertThat(
            api.raw("GET /users/me HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");

    Answered told = told();
    assertThat(told.route()).isEqualTo("none");
    assertThat(told.status()).isEqualTo(431);
    assertThat(api.answered).isEmpty();
  }

  @Test
  void log_context_contains_request_and_trace_id_until_response() {
    Reply traced =
        api.send(
            "GET",
            "/health/live",
            null,
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    told();
    Reply plain = api.send("GET", "/health/live", null, "traceparent", "nonsense");
    told();

    assertThat(api.contexts)
        .containsSubsequence(id(traced) + " of 0af7651916cd43dd8448eb211c80319c", "", id(plain));
  }

  private static String id(Reply response) {
    return response.header("X-Request-Id").orElseThrow();
  }

  @Test
  void observer_receives_each_accepted_token() {
    api.send("GET", "/users/me", null, "Authorization", "Bearer good");
    api.send("GET", "/users/me", null, "Authorization", "Bearer bad");
    api.send("GET", "/users/me", null);

    assertThat(api.accepted).hasValue(1);
    assertThat(api.refusals).hasSize(1);
  }
}
