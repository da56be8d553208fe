package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Response.Content;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private static Response readiness(boolean server, boolean store) {
    return new Health(
            () -> new Readiness(Map.of("server", server), Map.of("shared_store", store)),
            Features.none())
        .readiness();
  }

  @Test
  void optional_part_is_listed_and_does_not_decide() {
    assertThat(readiness(true, false).status()).isEqualTo(200);
    assertThat(readiness(true, false).body())
        .isInstanceOfSatisfying(
            Content.Json.class,
            body ->
                assertThat(body.tree())
                    .hasToString("{\"status\":\"up\",\"optional\":{\"shared_store\":\"down\"}}"));
    assertThat(readiness(false, true).status()).isEqualTo(503);
  }
}
