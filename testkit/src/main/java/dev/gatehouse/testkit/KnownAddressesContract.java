package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.KnownAddresses;
import org.junit.jupiter.api.Test;

/** Tests that every {@code KnownAddresses} must pass. */
public abstract class KnownAddressesContract {
  private static final Username ALICE = new Username("alice");
  private static final Network HOME = ClientAddress.of("192.0.2.1").network();
  private static final Network WORK = ClientAddress.of("2001:db8::").network();

  /** Returns an empty implementation: no address is known for any user. */
  protected abstract KnownAddresses knownAddresses();

  @Test
  void address_of_a_login_is_known() {
    KnownAddresses known = knownAddresses();
    assertThat(known.contains(ALICE, HOME)).isFalse();

    known.add(ALICE, HOME);
    known.add(ALICE, WORK);
    known.add(ALICE, WORK);

    assertThat(known.contains(ALICE, HOME)).isTrue();
    assertThat(known.contains(ALICE, WORK)).isTrue();
    assertThat(known.contains(ALICE, ClientAddress.of("192.0.2.2").network())).isFalse();
  }

  @Test
  void address_is_known_for_that_user_only() {
    KnownAddresses known = knownAddresses();

    known.add(ALICE, HOME);

    assertThat(known.contains(new Username("bob"), HOME)).isFalse();
  }

  @Test
  void user_name_case_is_ignored() {
    KnownAddresses known = knownAddresses();

    known.add(new Username("Alice"), HOME);

    assertThat(known.contains(new Username("aLICE"), HOME)).isTrue();
  }
}
