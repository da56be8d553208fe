package dev.gatehouse.examples.recommendations;

import dev.gatehouse.testkit.architecture.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> recommendations_keep_the_architecture_rules() {
    return ArchitectureRules.forFeature("dev.gatehouse.examples.recommendations").tests();
  }
}
