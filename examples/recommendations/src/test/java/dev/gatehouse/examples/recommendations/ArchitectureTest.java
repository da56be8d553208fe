package dev.gatehouse.examples.recommendations;

import dev.gatehouse.testkit.architecture.Adapter;
import dev.gatehouse.testkit.architecture.HexagonRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> recommendations_keep_the_rules_of_the_house() {
    return HexagonRules.forFeature(
            "dev.gatehouse.examples.recommendations",
            Adapter.named("http").uses("com.fasterxml.jackson.databind..").shows("SocialEndpoints"),
            Adapter.named("sqlite").uses("java.sql..", "org.sqlite..").shows("SqliteSocialGraph"),
            Adapter.named("gremlin")
                .uses("org.apache.tinkerpop..", "io.netty.handler.ssl..")
                .shows("GremlinSocialGraph"))
        .tests();
  }
}
