package dev.gatehouse.examples.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.gatehouse.examples.recommendations.adapter.sqlite.SqliteSocialGraph;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests that the contract detects each fault of a graph. There is one fault for each promise. */
final class SocialGraphContractTest {
  @ParameterizedTest
  @EnumSource
  void each_fault_is_caught_by_its_test(GraphFault fault) {
    Events events =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(Suite.class, fault.brokenTest()))
            .execute()
            .testEvents();

    assertThat(events.failed().count()).as("%s", events.list()).isOne();
  }

  @Test
  void each_test_catches_a_fault() {
    Set<String> tests =
        Arrays.stream(SocialGraphContract.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .collect(Collectors.toSet());

    assertThat(Arrays.stream(GraphFault.values()).map(GraphFault::brokenTest))
        .containsExactlyInAnyOrderElementsOf(tests);
  }

  /** Only the test above runs this suite. Its tests fail by design. */
  static final class Suite extends SocialGraphContract {
    @TempDir private Path folder;
    private SqliteSocialGraph sound;
    private SocialGraph graph;

    @BeforeEach
    void open(TestInfo test) {
      sound = SqliteSocialGraph.open(folder.resolve("graph.db"), MOST_FOLLOWED);
      String name = test.getTestMethod().map(Method::getName).orElseThrow();
      graph = new FaultyGraph(GraphFault.breaking(name), sound);
    }

    @AfterEach
    void close() {
      sound.close();
    }

    @Override
    protected SocialGraph graph() {
      return graph;
    }
  }
}
