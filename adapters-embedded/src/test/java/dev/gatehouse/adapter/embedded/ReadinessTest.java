package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.logIn;
import static dev.gatehouse.adapter.embedded.Users.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadinessTest {
  private static final String BREAK_WRITES =
      """
      CREATE TRIGGER full_disk BEFORE INSERT ON %s
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
      """;

  private final ProviderFolder folder;
  private final EmbeddedIdentityProvider provider;

  ReadinessTest(@TempDir Path data) {
    folder = new ProviderFolder(data, Instant.parse("2026-01-01T12:00:00Z"));
    provider = folder.open();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void provider_that_cannot_write_is_not_ready_until_it_can() throws Exception {
    assertThat(provider.isReady()).isTrue();
    folder.execute(BREAK_WRITES.formatted("readiness"));
    assertThat(provider.isReady()).as("a result of the same second").isTrue();

    folder.now = folder.now.plusSeconds(2);
    assertThat(provider.isReady()).isFalse();

    folder.execute("DROP TRIGGER full_disk");
    folder.now = folder.now.plusSeconds(2);
    assertThat(provider.isReady()).isTrue();
  }

  @Test
  void provider_without_a_readable_signing_key_is_not_ready() throws Exception {
    provider.registrations().register(CALLER, named("alice"));
    for (Path key : folder.keyFiles()) {
      Files.delete(key);
    }

    assertThat(provider.isReady()).isFalse();
    assertThatThrownBy(() -> logIn(provider, named("alice")))
        .isInstanceOf(IdentityProviderUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void turned_clock_neither_keeps_nor_drops_a_result(long hours) throws Exception {
    assertThat(provider.isReady()).isTrue();
    folder.execute(BREAK_WRITES.formatted("readiness"));

    folder.turnClock(Duration.ofHours(hours));
    assertThat(provider.isReady()).isTrue();

    folder.now = folder.now.plusSeconds(2);
    assertThat(provider.isReady()).isFalse();
  }

  @Test
  void closed_provider_is_not_ready() {
    provider.close();

    assertThat(provider.isReady()).isFalse();
  }
}
