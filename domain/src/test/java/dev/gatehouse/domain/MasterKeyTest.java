package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.MasterKey.Purpose;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterKeyTest {
  /** The bytes from 0 to 31. */
  private static final MasterKey KEY =
      new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  /**
   * Another implementation of RFC 5869 has computed these keys. A change makes sealed keys useless.
   */
  @ParameterizedTest
  @CsvSource({
    "SIGNING_KEYS, 01bcfb5d4ff6061a9a87e3d2a5ecee23ce4184480eb781a10b9b9d8edaaf0c0d",
    "TOTP_KEY, 980dd04d79d46c961caeec14e6d4091e9e93d9aad52b340c26cbe82443ef4ab0",
    "AUDIT_NAMES, 3fd64bd0dc8a1b143450ff4bf9c160360856a65385dbd56fa187b3136951eefc",
    "ID, 35f0add4164f5ff9cbfea356ff019bf39472990ca8f4fb4d5f79d37e915444f6"
  })
  void each_purpose_has_a_key_of_its_own(Purpose purpose, String derived) {
    assertThat(HexFormat.of().formatHex(KEY.derive(purpose))).isEqualTo(derived);
  }

  @Test
  void id_tells_master_keys_apart() {
    assertThat(KEY.id()).isEqualTo("NfCt1BZPX_nL");
    assertThat(new MasterKey("E".repeat(43) + "=").id()).isNotEqualTo(KEY.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "do-not-print",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh-="
      })
  void text_that_is_not_32_bytes_in_base64_is_refused_and_not_shown(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MasterKey(text))
        .satisfies(e -> assertThat(text.isEmpty() || !e.toString().contains(text)).isTrue());
  }
}
