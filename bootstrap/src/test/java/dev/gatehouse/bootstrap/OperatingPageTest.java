package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.redis.SharedNode;
import dev.gatehouse.bootstrap.metrics.Metrics;
import dev.gatehouse.bootstrap.metrics.TokenVerifications;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that the operator's page, the alert rules and the metrics agree. */
final class OperatingPageTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:gatehouse|http_server)_[a-z_]*[a-z]\\b");
  private static final Pattern FAMILY = Pattern.compile("# TYPE (\\S+) ");

  @Test
  void page_explains_exactly_the_existing_metrics() throws IOException {
    String page = Files.readString(DOCS.resolve("operating.md"));
    String table = page.substring(page.indexOf("## Metrics"), page.indexOf("## Alerts"));

    assertThat(found(METRIC, table))
        .containsExactlyInAnyOrderElementsOf(
            families().stream()
                .filter(name -> METRIC.matcher(name).matches())
                .filter(name -> !name.endsWith("_max"))
                .collect(Collectors.toSet()));
  }

  @Test
  void alert_rules_use_existing_metrics_only() throws IOException {
    String rules = Files.readString(DOCS.resolve("alerts/gatehouse.rules.yml"));
    Set<String> asked =
        found(Pattern.compile("\\b(?:gatehouse|http_server|jvm|process)_\\w+"), rules);

    assertThat(asked.stream().map(name -> name.replaceAll("_(count|bucket)$", "")))
        .isNotEmpty()
        .isSubsetOf(families());
  }

  @Test
  void every_alert_has_a_runbook_section_and_a_test() throws IOException {
    Set<String> alerts =
        found(
            Pattern.compile("(?<=alert: )\\w+"),
            Files.readString(DOCS.resolve("alerts/gatehouse.rules.yml")));

    assertThat(found(Pattern.compile("(?<=### )Gatehouse\\w+"), page("operating.md")))
        .isEqualTo(alerts);
    assertThat(
            found(Pattern.compile("(?<=alertname: )\\w+"), page("alerts/gatehouse.rules.test.yml")))
        .isEqualTo(alerts);
  }

  private static String page(String name) throws IOException {
    return Files.readString(DOCS.resolve(name));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(hit -> hit.group()).collect(Collectors.toSet());
  }

  /** Returns the names of the metrics of a process that has recorded every kind of event. */
  private static Set<String> families() {
    try (Metrics metrics = new Metrics(ListenAddress.anyLoopbackPort(), "1", "embedded");
        Gatehouse gatehouse = Gatehouse.inMemory().open()) {
      metrics.watch(gatehouse, new TokenVerifications());
      metrics.watch(() -> new SharedNode.State(true, 0, 0, Duration.ZERO, 0, 0, Duration.ZERO));
      metrics.requests().onResponse("GET", "/users/me", 200, Duration.ofMillis(1));
      metrics.called("log_in", "logged_in", Duration.ofMillis(1));
      metrics
          .watched(gatehouse.memory().counted())
          .tryAcquire(
              List.of(
                  new Budget(
                      Limit.REQUESTS_PER_ADDRESS, null, ClientAddress.of("192.0.2.1").network())));
      return found(FAMILY, metrics.render(null).text()).stream()
          .map(line -> line.replaceAll("^# TYPE | $", ""))
          .collect(Collectors.toSet());
    }
  }
}
