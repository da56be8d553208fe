package dev.gatehouse.adapter.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.adapter.http.ServedApi;
import dev.gatehouse.adapter.http.ServerOnly;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how the client's address is found in the headers of proxies. The peer is 127.0.0.1. */
final class ClientAddressesTest {
  private static final String BODY = "{\"username\":\"alice\"}";

  private static String seen(List<String> trusted, String... headers) {
    return seen(new TrustedProxies(trusted), headers);
  }

  private static String seen(TrustedProxies trusted, String... headers) {
    try (ServedApi api = new ServedApi(Set.of(), trusted)) {
      api.post("/users/confirmation/resend", BODY, headers).is(202);
      return api.accounts.callers.getFirst().address().toString();
    }
  }

  @Test
  void headers_of_untrusted_proxy_are_ignored() {
    assertThat(seen(List.of(), "X-Forwarded-For", "192.0.2.1", "Forwarded", "for=192.0.2.1"))
        .isEqualTo("127.0.0.1");
    assertThat(seen(List.of("10.0.0.0/8"), "X-Forwarded-For", "192.0.2.1")).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 192.0.2.1",
        "198.51.100.9, 192.0.2.1 | 192.0.2.1",
        "6.6.6.6, 192.0.2.1, 10.1.1.1, 10.2.2.2 | 192.0.2.1",
        "10.1.1.1, 10.2.2.2 | 10.1.1.1",
        "192.0.2.1:4711 | 192.0.2.1",
        "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
        "::ffff:192.0.2.1 | 192.0.2.1",
        "192.0.2.1, unknown | 127.0.0.1",
        "192.0.2.1, unknown, 10.1.1.1 | 10.1.1.1",
        "localhost | 127.0.0.1",
        "fe80::1%eth9 | 127.0.0.1",
        "[ | 127.0.0.1",
        "[::1 | 127.0.0.1",
        "[]:1 | 127.0.0.1",
        ":::::::: | 127.0.0.1",
        "1.2.3.4:99999999 | 127.0.0.1",
        "1.2.3.4.5.6 | 127.0.0.1",
        "256.1.1.1 | 127.0.0.1",
        "0x7f.1.1.1 | 127.0.0.1",
        ", | 127.0.0.1",
        ",,,192.0.2.1 | 192.0.2.1",
        "192.0.2.1, | 127.0.0.1",
        "'' | 127.0.0.1"
      })
  void client_address_is_the_rightmost_untrusted_address(String header, String address) {
    assertThat(seen(List.of("127.0.0.0/8", "10.0.0.0/8"), "X-Forwarded-For", header))
        .isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "for=192.0.2.1 | 192.0.2.1",
        "For=198.51.100.9, proto=https;FOR=192.0.2.1;by=10.1.1.1 | 192.0.2.1",
        "for=6.6.6.6, for=192.0.2.1, for=10.1.1.1 | 192.0.2.1",
        "for=\"[2001:db8::7]:4711\" | 2001:db8:0:0:0:0:0:7",
        "for=\"192.0.2.1:4711\" | 192.0.2.1",
        "for=\"_hidden, for=192.0.2.1 | 192.0.2.1",
        "for=_hidden | 127.0.0.1",
        "for= | 127.0.0.1",
        "for | 127.0.0.1",
        "= | 127.0.0.1",
        ";;,;; | 127.0.0.1",
        "for=\"\"\" | 127.0.0.1",
        "for=\"[::1\" | 127.0.0.1",
        "proto=https | 127.0.0.1"
      })
  void forwarded_header_gives_the_client_address(String header, String address) {
    assertThat(
            seen(
                new TrustedProxies(
                    List.of("127.0.0.1", "10.0.0.0/8"), TrustedProxies.Header.FORWARDED),
                "Forwarded",
                header))
        .isEqualTo(address);
  }

  @Test
  void repeated_header_lines_form_one_list() {
    assertThat(
            seen(
                List.of("127.0.0.1"),
                "X-Forwarded-For",
                "198.51.100.9",
                "X-Forwarded-For",
                "192.0.2.1"))
        .isEqualTo("192.0.2.1");
  }

  @Test
  void header_that_the_proxy_does_not_set_has_no_effect() {
    TrustedProxies setOne = new TrustedProxies(List.of("127.0.0.1"));
    TrustedProxies setOther =
        new TrustedProxies(List.of("127.0.0.1"), TrustedProxies.Header.FORWARDED);

    for (String lie : List.of("for=6.6.6.6", "6.6.6.6", "for=192.0.2.1", "for=\"", ",;=")) {
      assertThat(seen(setOne, "X-Forwarded-For", "192.0.2.1", "Forwarded", lie))
          .isEqualTo("192.0.2.1");
      assertThat(seen(setOne, "Forwarded", lie)).isEqualTo("127.0.0.1");
      assertThat(seen(setOther, "Forwarded", "for=192.0.2.1", "X-Forwarded-For", lie))
          .isEqualTo("192.0.2.1");
      assertThat(seen(setOther, "X-Forwarded-For", lie)).isEqualTo("127.0.0.1");
    }
  }

  @ServerOnly("the gateway adds an address")
  @Test
  void chain_of_proxies_is_read_up_to_a_limit() {
    List<String> trusted = List.of("127.0.0.1", "10.0.0.0/8");

    assertThat(seen(trusted, "X-Forwarded-For", "192.0.2.1" + ", 10.1.1.1".repeat(31)))
        .isEqualTo("192.0.2.1");
    assertThat(seen(trusted, "X-Forwarded-For", "192.0.2.1" + ", 10.1.1.1".repeat(32)))
        .isEqualTo("10.1.1.1");
    assertThat(seen(trusted, "X-Forwarded-For", "192.0.2.1" + ",10.1.1.1".repeat(1_700)))
        .isEqualTo("10.1.1.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "::1", "0.0.0.0/0", "fc00::/7"})
  void addresses_and_blocks_are_valid_trusted_proxies(String block) {
    assertThat(TrustedProxies.isBlock(block)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example.com",
        "10.0.0.0/33",
        "10.1.2.3/8",
        "10.0.0.0/x",
        "10.0.0.0/-1",
        "/8"
      })
  void invalid_address_block_is_refused(String block) {
    assertThat(TrustedProxies.isBlock(block)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new TrustedProxies(List.of(block)));
  }
}
