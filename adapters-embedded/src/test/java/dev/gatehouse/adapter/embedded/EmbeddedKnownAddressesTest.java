package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.testkit.KnownAddressesContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKnownAddressesTest extends KnownAddressesContract {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Username ALICE = new Username("Alice");

  private final ProviderFolder folder;
  private EmbeddedIdentityProvider provider;

  EmbeddedKnownAddressesTest(@TempDir Path data) {
    folder = new ProviderFolder(data, START);
    provider = folder.open();
  }

  @BeforeEach
  void registerAliceAndBob() {
    provider.registrations().register(CALLER, named("Alice"));
    provider.registrations().register(CALLER, named("Bob"));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Override
  protected KnownAddresses knownAddresses() {
    return provider.knownAddresses().orElseThrow();
  }

  private static Network network(int number) {
    return ClientAddress.of("192.0.2." + number).network();
  }

  @Test
  void addresses_survive_a_restart() {
    knownAddresses().add(ALICE, network(1));

    provider.close();
    provider = folder.open();

    assertThat(knownAddresses().contains(ALICE, network(1))).isTrue();
  }

  @Test
  void last_eight_addresses_are_kept() {
    for (int i = 0; i < 9; i++) {
      knownAddresses().add(ALICE, network(i));
    }

    assertThat(IntStream.range(0, 9).filter(i -> knownAddresses().contains(ALICE, network(i))))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void addresses_expire_30_days_after_the_last_day_of_use() {
    knownAddresses().add(ALICE, network(1));
    knownAddresses().add(ALICE, network(2));
    folder.now = START.plus(Duration.ofDays(1));
    knownAddresses().add(ALICE, network(2));

    folder.now = START.plus(Duration.ofDays(30));

    assertThat(knownAddresses().contains(ALICE, network(1))).isFalse();
    assertThat(knownAddresses().contains(ALICE, network(2))).isTrue();
  }

  @Test
  void address_is_stored_at_most_once_a_day() throws Exception {
    knownAddresses().add(ALICE, network(1));
    folder.now = START.plus(Duration.ofHours(23));
    knownAddresses().add(ALICE, network(1));

    assertThat(folder.text("SELECT count(*) || ' ' || max(seen_at) FROM known_addresses"))
        .isEqualTo("1 " + START.getEpochSecond());
  }

  @Test
  void address_of_an_unknown_user_is_not_stored() throws Exception {
    knownAddresses().add(new Username("mallory"), network(1));

    assertThat(folder.text("SELECT count(*) FROM known_addresses")).isEqualTo("0");
  }

  @Test
  void failure_to_store_an_address_does_not_fail_the_login() {
    KnownAddresses known = knownAddresses();
    provider.close();

    assertThatNoException().isThrownBy(() -> known.add(ALICE, network(1)));
  }
}
