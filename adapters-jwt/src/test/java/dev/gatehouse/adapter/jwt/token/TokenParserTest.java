package dev.gatehouse.adapter.jwt.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.token.TokenParser.ParseResult.Malformed;
import dev.gatehouse.adapter.jwt.token.TokenParser.ParseResult.Parsed;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An accepted header must not change what is said of the next token. */
final class TokenParserTest {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final TokenMint MINT = new TokenMint("https://issuer", "key-1");
  private static final String GOOD =
      MINT.token(MINT.idClaims("client", Instant.parse("2026-01-01T00:00:00Z"))).reveal();
  private static final String AFTER_HEADER = GOOD.substring(GOOD.indexOf('.'));

  private final TokenParser parser = new TokenParser("RS256");

  @Test
  void header_that_differs_in_one_character_is_checked() {
    int headerEnd = GOOD.indexOf('.');
    for (int i = 0; i < headerEnd; i++) {
      for (char other : "Aa9_=.".toCharArray()) {
        assertSameAsFirstToken(GOOD.substring(0, i) + other + GOOD.substring(i + 1));
      }
      assertSameAsFirstToken(GOOD.substring(0, i) + AFTER_HEADER);
    }
    assertSameAsFirstToken(GOOD.substring(0, headerEnd) + "A" + AFTER_HEADER);
  }

  @Test
  void header_of_another_key_or_algorithm_is_checked() {
    for (Map<?, ?> header :
        new Map<?, ?>[] {
          Map.of("alg", "RS256", "kid", "key-2"),
          Map.of("alg", "none", "kid", "key-1"),
          Map.of("alg", "RS256"),
          Map.of("alg", "RS256", "kid", "key-1", "typ", "at+jwt"),
          Map.of("alg", "RS256", "kid", "key-1", "crit", "x")
        }) {
      assertSameAsFirstToken(
          ENCODER.encodeToString(TokenMint.json(header).getBytes(US_ASCII)) + AFTER_HEADER);
    }
  }

  @Test
  void other_parts_are_checked_after_an_accepted_header() {
    String header = GOOD.substring(0, GOOD.indexOf('.'));
    for (String rest : new String[] {"", ".", ".e30", "..", ".e30.", ".e3=.", ".e30.A", ".a.b.c"}) {
      assertSameAsFirstToken(header + rest);
    }
  }

  private void assertSameAsFirstToken(String text) {
    assertThat(result(parser, GOOD)).startsWith("key-1 ");
    assertThat(result(parser, text)).as(text).isEqualTo(result(new TokenParser("RS256"), text));
  }

  private static String result(TokenParser parser, String text) {
    return switch (parser.parse(text.getBytes(US_ASCII))) {
      case Malformed(var reason) -> reason.code();
      case Parsed(var token) ->
          String.join(
              " ",
              token.keyId(),
              String.valueOf(token.signedLength()),
              ENCODER.encodeToString(token.payload()),
              ENCODER.encodeToString(token.signature()),
              String.valueOf(token.allowsUse(TokenUse.ID)),
              String.valueOf(token.allowsUse(TokenUse.ACCESS)));
    };
  }
}
