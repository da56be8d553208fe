package dev.gatehouse.adapter.jwt.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Checks that only the spelling of the JDK's encoder is accepted. */
final class Base64UrlPropertyTest {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Property
  void text_encoded_by_the_jdk_is_decoded(@ForAll byte[] content) {
    assertThat(Base64Url.decode(ENCODER.encode(content))).isEqualTo(content);
  }

  @Property
  void only_canonical_text_is_decoded(@ForAll("texts") String text) {
    byte[] spelled = text.getBytes(StandardCharsets.UTF_8);

    assertThat(Base64Url.decode(spelled) != null).isEqualTo(isCanonical(text));
  }

  @Property
  void only_canonical_bytes_are_decoded(@ForAll byte[] bytes) {
    byte[] content = Base64Url.decode(bytes);

    assertThat(content != null)
        .isEqualTo(isCanonical(new String(bytes, StandardCharsets.ISO_8859_1)));
    if (content != null) {
      assertThat(ENCODER.encode(content)).isEqualTo(bytes);
    }
  }

  @Example
  void each_byte_has_exactly_one_encoding() {
    Set<String> spellings = new HashSet<>();
    for (int content = 0; content < 256; content++) {
      spellings.add(ENCODER.encodeToString(new byte[] {(byte) content}));
    }
    Set<String> read = new HashSet<>();
    for (int pair = 0; pair < 1 << 16; pair++) {
      byte[] text = {(byte) (pair >> 8), (byte) pair};
      if (Base64Url.decode(text) != null) {
        read.add(new String(text, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(read).isEqualTo(spellings);
  }

  /** Checks the rules of RFC 4648, sections 3.5 and 5. */
  private static boolean isCanonical(String text) {
    int unusedBits =
        switch (text.length() % 4) {
          case 0 -> 0;
          case 2 -> 4;
          case 3 -> 2;
          default -> -1;
        };
    return unusedBits >= 0
        && text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)
        && (text.isEmpty()
            || ALPHABET.indexOf(text.charAt(text.length() - 1)) % (1 << unusedBits) == 0);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars(ALPHABET).ofMaxLength(12),
        Arbitraries.strings().withChars("AQgw_-=+/ .\n\u00E9").ofMaxLength(8),
        Arbitraries.strings().withChars("AQgw").ofMaxLength(7));
  }
}
