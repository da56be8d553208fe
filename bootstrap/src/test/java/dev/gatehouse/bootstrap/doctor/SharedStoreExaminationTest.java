package dev.gatehouse.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.redis.SharedStoreSettings;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@RequiresTool(Tool.REDIS)
final class SharedStoreExaminationTest {
  @AutoClose private final RedisServer server = RedisServer.start();

  private static List<String> codes(String url) {
    return SharedStoreExamination.of(SharedStoreSettings.parse(url)).stream()
        .map(Finding::code)
        .toList();
  }

  @Test
  void good_store_gets_its_version() {
    assertThat(SharedStoreExamination.of(SharedStoreSettings.parse(server.url())))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.found())
                    .matches("127\\.0\\.0\\.1:[0-9]+, Redis [7-9].*, replicas: 0"));
    assertThat(server.run("keys", "*")).as("what is left").isEmpty();
  }

  @Test
  void store_that_evicts_revocations_is_reported() {
    server.run("config", "set", "maxmemory-policy", "allkeys-lru");

    assertThat(codes(server.url())).containsExactly("shared_store_evicts");
  }

  @Test
  void missing_right_is_reported() {
    server.run("acl", "setuser", "node", "on", ">pw", "~*", "+@all", "-xadd");

    assertThat(codes("redis://node:pw@127.0.0.1:" + server.port()))
        .containsExactly("shared_store_forbids");
  }

  @Test
  void wrong_password_and_clear_text_are_reported_without_the_password() {
    List<Finding> findings =
        SharedStoreExamination.of(
            SharedStoreSettings.parse("redis://node:hush@127.0.0.1:" + server.port() + ",a.test"));

    assertThat(findings)
        .extracting(Finding::code)
        .containsExactly("shared_store_in_the_clear", "shared_store_unreachable");
    assertThat(findings.toString()).doesNotContain("hush");
  }
}
