package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.adapter.redis.SharedStoreSettings.Host;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SharedStoreSettingsTest {
  @Test
  void url_has_hosts_user_and_password() {
    assertThat(SharedStoreSettings.parse("redis://localhost"))
        .isEqualTo(
            new SharedStoreSettings(List.of(new Host("localhost", 6379)), false, null, null, null));
    assertThat(SharedStoreSettings.parse("rediss://node:p%40ss@a.example.com,[::1]:7000/"))
        .isEqualTo(
            new SharedStoreSettings(
                List.of(new Host("a.example.com", 6379), new Host("[::1]", 7000)),
                true,
                "node",
                "p@ss",
                null));
    assertThat(SharedStoreSettings.parse("redis://:secret@10.0.0.1:7").username()).isNull();
  }

  @Test
  void text_of_the_settings_has_no_password() {
    assertThat(SharedStoreSettings.parse("rediss://node:secret@a,b:7"))
        .hasToString("rediss://a:6379,b:7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://localhost",
        "redis://",
        "redis://a:0",
        "redis://a:65536",
        "redis://a:b",
        "redis://a,,b",
        "redis://a/1",
        "redis://a?db=1",
        "redis://a b",
        "redis://user@a",
        "redis://u:%zz@a"
      })
  void other_texts_are_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> SharedStoreSettings.parse(text));
  }
}
