package com.example.demo;

import dev.gatehouse.testkit.architecture.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> feature_keeps_the_architecture_rules() {
    return ArchitectureRules.forFeature("com.example.demo").tests();
  }
}
