package dev.gatehouse.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.harness.http.RawExchange;
import org.junit.jupiter.api.AutoClose;

final class RawConnectionFuzzTest {
  @AutoClose private static final ServedApi API = new ServedApi();

  @FuzzTest
  void any_bytes_on_a_connection_cause_no_failure_and_pass_no_guard(byte[] bytes) {
    RawExchange exchange = RawExchange.with(API.port(), bytes);

    assertThat(exchange.statuses()).allMatch(status -> status < 500);
    assertThat(exchange.answer()).matches("(?s)(HTTP/1\\.1 .*)?").doesNotContain("\tat ");
    if (API.accepted.getAndSet(0) > 0) {
      assertThat(new String(bytes, ISO_8859_1)).containsAnyOf("good", "access");
    }
    // Otherwise they would fill the memory.
    API.refusals.clear();
    API.answered.clear();
    API.contexts.clear();
    API.accounts.callers.clear();
    API.accounts.asked().clear();
  }
}
