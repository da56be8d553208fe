package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.UsualAddresses;
import org.junit.jupiter.api.Test;

/** What every {@code UsualAddresses} promises, as tests. */
public abstract class UsualAddressesContract {
  private static final Username ALICE = new Username("alice");
  private static final ClientAddress HOME = ClientAddress.of("192.0.2.1");
  private static final ClientAddress WORK = ClientAddress.of("2001:db8::");

  /** One that knows nobody. */
  protected abstract UsualAddresses usualAddresses();

  @Test
  void address_of_a_login_is_usual() {
    UsualAddresses usual = usualAddresses();
    assertThat(usual.contains(ALICE, HOME)).isFalse();

    usual.add(ALICE, HOME);
    usual.add(ALICE, WORK);
    usual.add(ALICE, WORK);

    assertThat(usual.contains(ALICE, HOME)).isTrue();
    assertThat(usual.contains(ALICE, WORK)).isTrue();
    assertThat(usual.contains(ALICE, ClientAddress.of("192.0.2.2"))).isFalse();
  }

  @Test
  void address_is_usual_for_that_user_alone() {
    UsualAddresses usual = usualAddresses();

    usual.add(ALICE, HOME);

    assertThat(usual.contains(new Username("bob"), HOME)).isFalse();
  }

  @Test
  void case_of_the_name_does_not_matter() {
    UsualAddresses usual = usualAddresses();

    usual.add(new Username("Alice"), HOME);

    assertThat(usual.contains(new Username("aLICE"), HOME)).isTrue();
  }
}
