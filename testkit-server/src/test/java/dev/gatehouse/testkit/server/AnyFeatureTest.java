package dev.gatehouse.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.TestUser;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A typical test of a feature. {@link ParallelClassesTest} runs a hundred such classes. */
class AnyFeatureTest {
  @RegisterExtension
  static final GatehouseExtension FOR_ALL = GatehouseExtension.with(new EchoFeature());

  @RegisterExtension
  final GatehouseExtension forOne = GatehouseExtension.starting(() -> TestServer.start());

  @Test
  void each_test_has_its_own_users_and_clock() {
    assertThat(forOne.loggedInAs("alice").get("/echo").status()).isEqualTo(404);
    assertThat(forOne.clock().instant()).isEqualTo(new TestClock().instant());
    forOne.clock().advance(Duration.ofDays(1));
  }

  @Test
  void all_tests_of_a_class_share_one_server() {
    TestUser alice = FOR_ALL.user("alice", "cooks");

    assertThat(FOR_ALL.client().loggedInAs(alice).get("/echo").text())
        .isEqualTo("{\"alice\":\"hello\"}");
    assertThat(forOne.client().loggedInAs(alice).get("/users/me").status()).isEqualTo(200);
    forOne.clock().turn(Duration.ofDays(-1));
  }
}
