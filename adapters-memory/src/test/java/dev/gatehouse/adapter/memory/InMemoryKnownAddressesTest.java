package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.testkit.KnownAddressesContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InMemoryKnownAddressesTest extends KnownAddressesContract {
  private static final Username ALICE = new Username("alice");

  private Duration passed = Duration.ZERO;

  @Override
  protected KnownAddresses knownAddresses() {
    return new InMemoryKnownAddresses(1000, () -> passed.toNanos());
  }

  @Test
  void last_eight_addresses_are_kept() {
    KnownAddresses known = knownAddresses();
    for (int i = 0; i < 8; i++) {
      known.add(ALICE, address(i));
    }
    known.add(ALICE, address(0));
    known.add(ALICE, address(8));

    assertThat(known.contains(ALICE, address(1))).isFalse();
    for (int i : new int[] {0, 2, 3, 4, 5, 6, 7, 8}) {
      assertThat(known.contains(ALICE, address(i))).as("address %d", i).isTrue();
    }
  }

  @Test
  void addresses_expire_30_days_after_the_last_login() {
    KnownAddresses known = knownAddresses();
    known.add(ALICE, address(1));

    passed = Duration.ofDays(30).minusMillis(1);
    assertThat(known.contains(ALICE, address(1))).isTrue();

    passed = Duration.ofDays(30);
    assertThat(known.contains(ALICE, address(1))).isFalse();
  }

  @Test
  void capacity_must_be_positive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryKnownAddresses(0, () -> 0));
  }

  private static Network address(int number) {
    return ClientAddress.of("192.0.2." + number).network();
  }
}
