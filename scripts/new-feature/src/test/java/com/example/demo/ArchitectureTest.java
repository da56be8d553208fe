package com.example.demo;

import dev.gatehouse.testkit.architecture.HexagonRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> feature_keeps_the_rules_of_the_house() {
    return HexagonRules.forFeature("com.example.demo").tests();
  }
}
