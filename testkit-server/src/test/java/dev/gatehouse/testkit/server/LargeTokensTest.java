package dev.gatehouse.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.TestUser;
import dev.gatehouse.domain.token.BearerToken;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sends the largest tokens of a provider, and larger ones. */
final class LargeTokensTest {
  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void user_in_100_groups_with_long_names_is_served() {
    String[] groups = IntStream.range(0, 100).mapToObj("%0128d"::formatted).toArray(String[]::new);
    TestUser alice = server.user("alice", groups);

    TestResponse response = server.client().loggedInAs(alice).get("/users/me");

    assertThat(alice.bearer()).hasSizeGreaterThan(17 * 1024);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.json().path("groups")).hasSize(100);
    assertThat(server.client().withAccessTokenOf(alice).get("/users/me/sessions").status())
        .isEqualTo(200);
  }

  @Test
  void token_over_the_limit_is_refused_as_a_token() {
    String tooLong = "x".repeat(BearerToken.MAX_LENGTH + 1);

    TestResponse response = server.client().withBearerToken(tooLong).get("/users/me");

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.code()).isEqualTo("invalid_token");
  }
}
