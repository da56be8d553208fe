package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::, 2001:db8:1:2:0:0:0:0/64",
    "::1, 0:0:0:0:0:0:0:0/64"
  })
  void client_network_is_ipv4_address_or_ipv6_prefix(String literal, String network) {
    assertThat(ClientAddress.of(literal).network()).hasToString(network);
  }

  @Test
  void ipv6_client_may_have_three_blocks() {
    assertThat(ClientAddress.of("2001:db8:1:2345::6").networks().toString())
        .isEqualTo(
            "[2001:db8:1:2345:0:0:0:0/64, 2001:db8:1:2300:0:0:0:0/56, 2001:db8:1:0:0:0:0:0/48]");
  }

  @Test
  void ipv6_zone_is_removed() {
    assertThat(ClientAddress.of("fe80::1%1")).hasToString("fe80:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "192.0.2.256", "1.2.3.4:80", "::1::2", "unknown"})
  void invalid_address_is_refused_without_dns_lookup(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ClientAddress.of(text));
  }
}
