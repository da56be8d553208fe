package dev.gatehouse.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.token.TokenRefusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class MetricsTest {
  @AutoClose
  private final Metrics metrics = new Metrics(ListenAddress.anyLoopbackPort(), "1.2.3", "embedded");

  @AutoClose private final Gatehouse gatehouse = Gatehouse.inMemory().open();
  private final TokenVerifications tokens = new TokenVerifications();

  private String page() {
    return metrics.render(null).text();
  }

  @Test
  void responses_are_counted_and_timed_by_route_and_status() {
    metrics.requests().onResponse("GET", "/users/me", 200, Duration.ofMillis(3));
    metrics.requests().onResponse("GET", "/users/me", 200, Duration.ofMillis(30));
    metrics.requests().onResponse("POST", "none", 404, Duration.ZERO);

    String labels = "method=\"GET\",route=\"/users/me\",status=\"200\"";
    assertThat(page())
        .contains("http_server_requests_seconds_count{" + labels + "} 2")
        .contains("http_server_requests_seconds_bucket{" + labels + ",le=\"0.005\"} 1")
        .contains("http_server_requests_seconds_bucket{" + labels + ",le=\"0.05\"} 2")
        .contains("{method=\"POST\",route=\"none\",status=\"404\"} 1");
  }

  @Test
  void provider_calls_are_timed_by_operation_and_outcome() {
    metrics.called("log_in", "invalid_credentials", Duration.ofMillis(40));

    assertThat(page())
        .contains(
            "gatehouse_provider_calls_seconds_count{operation=\"log_in\","
                + "outcome=\"invalid_credentials\",provider=\"embedded\"} 1");
  }

  @Test
  void rate_limit_decisions_are_counted() {
    AttemptLimiter watched =
        metrics.watched(
            new InMemoryAttemptLimiter(
                Limits.OFF.with(Limit.REGISTRATIONS_PER_ADDRESS, 1), 10, () -> 0));
    List<Budget> one =
        List.of(
            new Budget(
                Limit.REGISTRATIONS_PER_ADDRESS, null, ClientAddress.of("192.0.2.1").network()));
    watched.tryAcquire(one);
    watched.tryAcquire(one);
    watched.release(one);
    watched.tryAcquire(one);

    assertThat(page())
        .contains(
            "gatehouse_attempts_total{limit=\"registrations_per_address\",outcome=\"allowed\"} 2.0")
        .contains(
            "gatehouse_attempts_total{limit=\"registrations_per_address\",outcome=\"refused\"} 1.0")
        .doesNotContain("192.0.2.1");
  }

  @Test
  @Timeout(30)
  void metrics_page_shows_the_current_state() {
    metrics.watch(gatehouse, tokens);
    // Another thread loads the key set.
    while (!gatehouse.isReady()) {
      Thread.onSpinWait();
    }
    assertThat(page())
        .contains("gatehouse_ready 1.0", "gatehouse_info{provider=\"embedded\",version=\"1.2.3\"}")
        .contains("gatehouse_token_verifications_total{result=\"expired\"} 0.0")
        .contains(
            "gatehouse_hash_queue_size 0.0",
            "gatehouse_hash_info{library=\"libsodium\"} 1",
            "gatehouse_token_cache_size 0.0")
        .contains("gatehouse_keyset_fetches_total{issuer=\"http://gatehouse.test\"")
        .contains("jvm_memory_used_bytes", "jvm_gc_", "process_cpu_usage");

    gatehouse.beginStop();
    tokens.onRefused(TokenRefusal.Claim.EXPIRED);

    assertThat(page())
        .contains("gatehouse_ready 0.0")
        .contains("gatehouse_token_verifications_total{result=\"expired\"} 1.0");
  }

  @Test
  void metrics_page_has_the_requested_format() {
    assertThat(metrics.render("text/html").contentType()).startsWith("text/plain; version=0.0.4");
    var open = metrics.render("application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1");
    assertThat(open.contentType()).startsWith("application/openmetrics-text");
    assertThat(open.text()).endsWith("# EOF\n");
  }
}
