package dev.gatehouse.adapter.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

final class ListenAddressFuzzTest {
  @FuzzTest
  void host_is_refused_or_has_a_url_that_names_it(byte[] bytes) {
    ListenAddress address;
    try {
      address = new ListenAddress(new String(bytes, UTF_8), 8080);
    } catch (IllegalArgumentException _) {
      return;
    }
    assertThat(address.host()).matches("[a-z0-9.:-]{1,253}");
    assertThat(ListenAddress.parseHost(address.host())).isEqualTo(address.host());
    assertThat(address.url().getPort()).isEqualTo(8080);
    assertThat(address.url().getHost()).isNotEmpty();
    if (!address.isWildcard()) {
      assertThat(new ListenAddress(address.url().getHost(), 8080)).isEqualTo(address);
    }
  }
}
