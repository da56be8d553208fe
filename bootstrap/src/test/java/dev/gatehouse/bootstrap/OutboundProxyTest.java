package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.OutboundProxy;
import dev.gatehouse.ProxyServer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundProxyTest {
  private static final ProxyServer HTTP = ProxyServer.parse("http://Alice:s%40cret@Proxy.test");
  private static final ProxyServer HTTPS = ProxyServer.parse("[fd00::1]:3128");

  @ParameterizedTest
  @CsvSource({
    "*, https://pool.test/, true",
    "pool.test, https://pool.test/, true",
    "pool.test, https://POOL.test/, true",
    "POOL.test, https://pool.test/, true",
    "pool.test, https://eu.pool.test/, true",
    ".pool.test, https://pool.test/, true",
    ".pool.test, https://eu.pool.test/, true",
    "*.pool.test, https://eu.pool.test/, true",
    "pool.test, https://carpool.test/, false",
    "pool.test, https://pool.test.example/, false",
    "pool.test:443, https://pool.test/, true",
    "pool.test:443, https://pool.test:8443/, false",
    "pool.test:80, http://pool.test/, true",
    "pool.test:80, https://pool.test/, false",
    "192.0.2.7, http://192.0.2.7:8080/, true",
    "192.0.2.7:80, http://192.0.2.7:8080/, false",
    "192.0.2.0/24, http://192.0.2.7/, true",
    "192.0.2.0/24, http://192.0.3.7/, false",
    "192.0.2.0/24, http://pool.test/, false",
    "[2001:db8::1]:80, http://[2001:db8:0::1]/, true",
    "2001:db8::/32, http://[2001:db8::1]/, true",
    "2001:db8::1, http://[2001:db8::2]/, false",
    "other.test, http://localhost:9229/, true",
    "other.test, http://127.0.0.2/, true",
    "other.test, http://[::1]/, true",
    "other.test, http://localhost.test/, false",
  })
  void exceptions_are_called_without_a_proxy(String exception, URI url, boolean direct) {
    OutboundProxy proxy = new OutboundProxy(HTTP, HTTPS, List.of("another.test", exception));

    assertThat(proxy.select(url).equals(List.of(Proxy.NO_PROXY))).isEqualTo(direct);
  }

  @Test
  void each_scheme_has_its_proxy() {
    OutboundProxy proxy = new OutboundProxy(HTTP, HTTPS, List.of());

    assertThat(proxy.select(URI.create("http://pool.test")).getFirst().address())
        .isEqualTo(InetSocketAddress.createUnresolved("proxy.test", 80));
    assertThat(proxy.select(URI.create("https://pool.test")).getFirst().address())
        .isEqualTo(InetSocketAddress.createUnresolved("fd00::1", 3128));
    assertThat(new OutboundProxy(HTTP, null, List.of()).select(URI.create("https://pool.test")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void user_and_password_are_not_shown() {
    assertThat(new OutboundProxy(HTTP, HTTPS, List.of("pool.test")))
        .hasToString(
            "http URLs: http://proxy.test:80; https URLs: http://[fd00::1]:3128; without a proxy:"
                + " this machine, pool.test");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyServer.parse("https://alice:s3cret@proxy.test"))
        .withMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://proxy.test",
        "socks5://proxy.test:1080",
        "http://",
        "http://proxy.test:0",
        "http://proxy.test:65536",
        "http://proxy.test/path",
        "http://a b@proxy.test"
      })
  void only_http_proxies_are_accepted(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "http://pool.test", "pool.test/", "10.0.0.0/33", "po*l.test"})
  void other_exceptions_are_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutboundProxy(HTTP, HTTPS, List.of(text)));
  }

  @Test
  void names_in_lower_case_count_unless_those_in_upper_case_are_set() {
    assertThat(
            OutboundProxy.inUpperCase(
                Map.of("http_proxy", "a", "https_proxy", "b", "HTTPS_PROXY", "c", "other", "d")))
        .containsEntry("HTTP_PROXY", "a")
        .containsEntry("HTTPS_PROXY", "c")
        .doesNotContainKeys("NO_PROXY", "OTHER");
  }
}
