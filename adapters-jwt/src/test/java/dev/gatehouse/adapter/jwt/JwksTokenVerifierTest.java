package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.key.KeySetSource;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.testkit.TokenMint;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JwksTokenVerifierTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String CLIENT = "client";
  private static final Set<TokenUse> ID = Set.of(TokenUse.ID);

  private final TokenMint one = new TokenMint("https://one", "key-1");
  private final TokenMint two = new TokenMint("https://two", "key-2");

  @Test
  void keys_are_loaded_without_a_request() {
    CountDownLatch mayLoad = new CountDownLatch(1);
    TrustedIssuer slow =
        trusted(
            "https://one",
            () -> {
              try {
                mayLoad.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return one.keySet();
            });
    try (JwksTokenVerifier verifier =
        verifier(List.of(slow, trusted("https://two", two::keySet)))) {
      assertThat(verifier.isReady()).isFalse();
      mayLoad.countDown();
      while (!verifier.isReady()) {
        Thread.onSpinWait();
      }
      assertThat(verifier.verify(one.token(one.idClaims(CLIENT, NOW)), ID))
          .isInstanceOf(Verified.class);
    }
  }

  @Test
  void token_is_verified_with_the_keys_of_its_own_issuer() {
    try (JwksTokenVerifier verifier =
        verifier(
            List.of(trusted("https://one", one::keySet), trusted("https://two", two::keySet)))) {
      assertThat(verifier.verify(one.token(one.idClaims(CLIENT, NOW)), ID))
          .isInstanceOf(Verified.class);
      assertThat(verifier.verify(two.token(two.idClaims(CLIENT, NOW)), ID))
          .isInstanceOf(Verified.class);
      assertThat(verifier.verify(two.token(one.idClaims(CLIENT, NOW)), ID))
          .isEqualTo(new Refused(TokenRefusal.Claim.WRONG_ISSUER));
    }
  }

  @Test
  void token_over_8_kib_is_not_looked_at() {
    try (JwksTokenVerifier verifier = verifier()) {
      assertThat(verifier.verify(new BearerToken("x".repeat(8192)), ID))
          .isEqualTo(new Refused(TokenRefusal.Form.NOT_THREE_PARTS));
      assertThat(verifier.verify(new BearerToken("x".repeat(8193)), ID))
          .isEqualTo(new Refused(TokenRefusal.Form.TOO_LARGE));
    }
  }

  @Test
  void clocks_may_be_five_seconds_apart() {
    try (JwksTokenVerifier verifier = verifier()) {
      assertThat(issuedAt(verifier, NOW.minusSeconds(3604))).isInstanceOf(Verified.class);
      assertThat(issuedAt(verifier, NOW.minusSeconds(3605)))
          .isEqualTo(new Refused(TokenRefusal.Claim.EXPIRED));
      assertThat(issuedAt(verifier, NOW.plusSeconds(5))).isInstanceOf(Verified.class);
      assertThat(issuedAt(verifier, NOW.plusSeconds(6)))
          .isEqualTo(new Refused(TokenRefusal.Claim.ISSUED_IN_FUTURE));
    }
  }

  @Test
  void other_algorithms_are_refused_before_any_key_is_looked_for() {
    try (JwksTokenVerifier verifier = verifier()) {
      for (String algorithm : List.of("HS256", "RS384", "RS512", "PS256", "ES256")) {
        Map<String, @Nullable Object> header = one.header();
        header.put("alg", algorithm);
        header.put("kid", "unknown");

        assertThat(verifier.verify(one.token(header, one.idClaims(CLIENT, NOW)), ID))
            .isEqualTo(new Refused(TokenRefusal.Header.WRONG_ALGORITHM));
      }
    }
  }

  @Test
  void critical_header_that_is_not_understood_is_refused() {
    try (JwksTokenVerifier verifier = verifier()) {
      Map<String, @Nullable Object> header = one.header();
      header.put("crit", List.of("exp"));
      header.put("exp", 1);

      assertThat(verifier.verify(one.token(header, one.idClaims(CLIENT, NOW)), ID))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void address_of_an_unusual_form_is_left_out() {
    try (JwksTokenVerifier verifier = verifier()) {
      Map<String, @Nullable Object> claims = one.idClaims(CLIENT, NOW);
      claims.put("email", "no address");

      assertThat(verifier.verify(one.token(claims), ID))
          .isInstanceOfSatisfying(
              Verified.class,
              verified -> assertThat(verified.claims().identity().email()).isNull());
    }
  }

  private Object issuedAt(JwksTokenVerifier verifier, Instant instant) {
    return verifier.verify(one.token(one.idClaims(CLIENT, instant)), ID);
  }

  private JwksTokenVerifier verifier() {
    return verifier(List.of(trusted("https://one", one::keySet)));
  }

  private static JwksTokenVerifier verifier(List<TrustedIssuer> trusted) {
    return new JwksTokenVerifier(trusted, VerifierSettings.DEFAULT, () -> NOW, new Random());
  }

  private static TrustedIssuer trusted(String issuer, KeySetSource keys) {
    return new TrustedIssuer(issuer, Set.of(CLIENT), keys);
  }
}
