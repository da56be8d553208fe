package dev.gatehouse.adapter.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.http.ServedApi;
import dev.gatehouse.domain.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests which headers become part of the context of a request. */
final class CallerTest {
  private static Caller seen(String... headers) {
    try (ServedApi api = new ServedApi(Set.of(), TrustedProxies.NONE)) {
      api.post("/users/confirmation/resend", "{\"username\":\"alice\"}", headers).is(202);
      return api.accounts.callers.getFirst();
    }
  }

  @Test
  void user_agent_is_the_only_header_of_the_context() {
    Caller caller =
        seen("User-Agent", "curl/8.5.0", "Cookie", "c=s3cret", "Authorization", "Bearer s3cret");

    assertThat(caller.userAgent()).isEqualTo("curl/8.5.0");
    assertThat(caller.client()).isEqualTo("curl");
    assertThat(caller.toString()).doesNotContain("s3cret");
  }

  @Test
  void only_the_beginning_of_a_long_user_agent_is_kept() {
    assertThat(seen("User-Agent", "x".repeat(4000)).userAgent())
        .isEqualTo("x".repeat(Caller.MAX_USER_AGENT));
  }
}
