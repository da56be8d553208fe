package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;
import static dev.gatehouse.adapter.jwt.TestIssuer.POOL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.adapter.jwt.token.StrictJson;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

final class JwksTokenVerifierFuzzTest {
  private static final Set<TokenUse> ANY = EnumSet.allOf(TokenUse.class);

  private final JwksTokenVerifier verifier = TokenPropertyTest.verifier();

  /** The input is a header and claims, each on a line of its own, as text without encoding. */
  @FuzzTest
  void only_signed_claims_of_the_issuer_are_verified(byte[] bytes) {
    String[] lines = new String(bytes, ISO_8859_1).split("\n", 2);
    byte[] header = lines[0].getBytes(ISO_8859_1);
    byte[] claims = lines.length == 1 ? new byte[0] : lines[1].getBytes(ISO_8859_1);

    assertThat(verifier.verify(new BearerToken("." + new String(bytes, UTF_8)), ANY))
        .isInstanceOf(Refused.class);
    BearerToken signed = TokenForger.of(header, claims);
    switch (verifier.verify(signed, ANY)) {
      case Refused(var reason) -> assertThat(reason).isNotNull();
      case Verified(var verified) -> {
        Map<String, Object> sent = Objects.requireNonNull(StrictJson.parseTolerantly(claims));
        assertThat(StrictJson.parseObject(header))
            .containsEntry("alg", "RS256")
            .doesNotContainKeys("crit", "b64", "zip", "jwk", "jku", "x5u", "x5c");
        assertThat(sent)
            .containsEntry("iss", POOL)
            .containsEntry("sub", verified.identity().subject().value())
            .containsEntry("exp", verified.expiresAt().getEpochSecond());
        assertThat(verified.expiresAt()).isAfter(NOW.minusSeconds(6));
        assertThat(verified.issuedAt()).isBefore(NOW.plusSeconds(6));
      }
    }
  }
}
