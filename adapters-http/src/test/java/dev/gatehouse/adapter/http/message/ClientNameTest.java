package dev.gatehouse.adapter.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Firefox on Linux   | Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0
          Chrome on Android  | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36
          Edge on Windows    | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0
          Safari on iPhone   | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1
          Safari on macOS    | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15
          curl               | curl/8.5.0
          Java-http-client   | Java-http-client/25
          """)
  void client_name_contains_program_and_system(String name, String userAgent) {
    assertThat(ClientName.of(userAgent)).isEqualTo(name);
  }

  @Test
  void user_agent_without_known_program_gives_empty_name() {
    assertThat(ClientName.of(null)).isEmpty();
    assertThat(ClientName.of("")).isEmpty();
    assertThat(ClientName.of("<script>alert(1)</script>")).isEmpty();
  }

  @Test
  void long_user_agent_is_shortened() {
    assertThat(ClientName.of("x".repeat(8000))).hasSize(40);
    assertThat(ClientName.of(" ".repeat(8000) + "Firefox/143.0")).isEmpty();
  }
}
