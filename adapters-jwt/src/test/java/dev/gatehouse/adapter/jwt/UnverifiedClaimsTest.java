package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.TokenMint;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnverifiedClaimsTest {
  @Test
  void header_and_claims_of_unsigned_token_are_read() {
    String header = TokenMint.encoded("{\"alg\":\"none\"}");
    String claims = TokenMint.encoded("{\"sub\":\"anyone\",\"exp\":1}");

    UnverifiedClaims token = UnverifiedClaims.read(header + "." + claims + ".");

    assertThat(token.header()).isEqualTo(Map.of("alg", "none"));
    assertThat(token.claims()).isEqualTo(Map.of("sub", "anyone", "exp", 1L));
  }

  @Test
  void claims_of_issued_token_are_read() {
    TokenMint mint = new TokenMint("https://issuer", "key-1");
    String issued = mint.token(mint.idClaims("client", Instant.EPOCH)).reveal();

    assertThat(UnverifiedClaims.read(issued).claims()).containsEntry("iss", "https://issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a", "garbage.garbage.garbage", "W10.W10.x", "bnVsbA.e30"})
  void invalid_token_gives_empty_header_and_claims(String text) {
    UnverifiedClaims token = UnverifiedClaims.read(text);

    assertThat(token.header()).isEmpty();
    assertThat(token.claims()).isEmpty();
  }
}
