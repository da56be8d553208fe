package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.CompactToken.Reading;
import dev.gatehouse.testkit.TokenMint;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KnownHeadersTest {
  private final KnownHeaders headers = new KnownHeaders();

  @Test
  void header_is_known_to_the_byte() {
    CompactToken token = token("key-1");
    headers.remember(token);
    byte[] text = token.text();
    int length = token.headerLength();

    assertThat(headers.keyId(text, length)).isEqualTo("key-1");
    assertThat(headers.keyId(text, length - 1)).isNull();
    assertThat(headers.keyId(text, length + 1)).isNull();
    text[length - 1]++;
    assertThat(headers.keyId(text, length)).isNull();
  }

  @Test
  void newest_eight_are_known() {
    CompactToken[] tokens =
        IntStream.range(0, 9).mapToObj(i -> token("key-" + i)).toArray(CompactToken[]::new);
    for (CompactToken token : tokens) {
      headers.remember(token);
      headers.remember(token);
    }

    assertThat(headers.keyId(tokens[0].text(), tokens[0].headerLength())).isNull();
    for (int i = 1; i < tokens.length; i++) {
      assertThat(headers.keyId(tokens[i].text(), tokens[i].headerLength())).isEqualTo("key-" + i);
    }
  }

  private CompactToken token(String keyId) {
    String header = "{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}";
    byte[] text = (TokenMint.encoded(header) + ".e30.AAAA").getBytes(StandardCharsets.US_ASCII);
    return switch (CompactToken.read(text, "RS256", new KnownHeaders())) {
      case Reading.Token(var token) -> token;
      case Reading.NoToken(var reason) -> throw new AssertionError(reason);
    };
  }
}
