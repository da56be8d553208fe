package dev.gatehouse.adapter.jwt.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;

final class KeySetDocumentFuzzTest {
  @FuzzTest
  void keys_of_any_document_are_safe_to_verify_with(byte[] bytes) {
    try {
      KeySetDocument.read(new String(bytes, UTF_8))
          .forEach(
              (id, key) -> {
                assertThat(id).isNotNull();
                assertThat(key)
                    .isInstanceOfSatisfying(
                        RSAPublicKey.class,
                        rsa -> {
                          assertThat(rsa.getModulus().bitLength()).isBetween(2048, 8192);
                          assertThat(rsa.getModulus().testBit(0)).isTrue();
                          assertThat(rsa.getPublicExponent().longValueExact())
                              .isBetween(3L, (1L << 33) - 1)
                              .isOdd();
                        });
              });
    } catch (ParseException e) {
      assertThat(e)
          .hasNoCause()
          .message()
          .isIn("the document is not a JWK Set", "the document contains no usable key");
    }
  }
}
