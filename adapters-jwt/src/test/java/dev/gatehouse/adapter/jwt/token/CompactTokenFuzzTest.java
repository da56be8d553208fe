package dev.gatehouse.adapter.jwt.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.adapter.jwt.token.TokenParser.ParseResult.Malformed;
import dev.gatehouse.adapter.jwt.token.TokenParser.ParseResult.Parsed;
import java.util.Base64;

final class CompactTokenFuzzTest {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  @FuzzTest
  void parsed_token_has_exactly_the_bytes_of_its_text(byte[] bytes) {
    TokenParser parser = new TokenParser("RS256");
    check(bytes, parser.parse(bytes));
    // The second time, an accepted header is known.
    check(bytes, parser.parse(bytes));
  }

  private static void check(byte[] bytes, TokenParser.ParseResult result) {
    switch (result) {
      case Malformed(var reason) -> assertThat(reason).isNotNull();
      case Parsed(var token) -> {
        String signed = new String(token.text(), 0, token.signedLength(), US_ASCII);
        assertThat(signed).endsWith("." + ENCODER.encodeToString(token.payload()));
        assertThat(signed + "." + ENCODER.encodeToString(token.signature()))
            .isEqualTo(new String(bytes, US_ASCII));
        assertThat(new String(bytes, US_ASCII)).matches("[\\w-]+(\\.[\\w-]*){2}");
      }
    }
  }
}
