package dev.gatehouse.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.util.Locale;

final class HttpUrlsFuzzTest {
  @FuzzTest
  void url_is_refused_or_canonical(byte[] bytes) {
    URI url;
    try {
      url = HttpUrls.parse(new String(bytes, UTF_8));
    } catch (IllegalArgumentException _) {
      return;
    }
    assertThat(url.getScheme()).isIn("http", "https");
    assertThat(url.getHost()).isNotEmpty().isEqualTo(url.getHost().toLowerCase(Locale.ROOT));
    assertThat(url.getHost()).matches("\\p{ASCII}+");
    assertThat(url.getPort()).isBetween(-1, 65_535).isNotZero();
    assertThat(url).hasNoUserInfo().hasNoQuery().hasNoFragment();
    assertThat(HttpUrls.parse(url.toString())).hasToString(url.toString());
  }
}
