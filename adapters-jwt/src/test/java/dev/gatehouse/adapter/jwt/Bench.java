package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.key.SignatureProvider;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Four verifiers with the same trusted issuers: each signature provider, with and without a cache.
 *
 * <p>If there is a cache, every token is verified twice.
 */
final class Bench implements AutoCloseable {
  private final List<JwksTokenVerifier> remembering = new ArrayList<>();
  private final List<JwksTokenVerifier> forgetful = new ArrayList<>();
  private Instant now = TestIssuer.NOW;

  Bench() {
    for (SignatureProvider provider :
        List.of(SignatureProvider.fastest(), SignatureProvider.jdk())) {
      remembering.add(verifier(provider, VerifierSettings.DEFAULT));
      forgetful.add(
          verifier(provider, new VerifierSettings(VerifierSettings.DEFAULT.clockSkew(), 0)));
    }
    withdrawAKey();
  }

  private JwksTokenVerifier verifier(SignatureProvider provider, VerifierSettings settings) {
    ManualTimer timer = new ManualTimer();
    JwksTokenVerifier verifier =
        new JwksTokenVerifier(
            TestIssuer.trusted(), settings, () -> now, new Random(1), timer, provider);
    timer.runDue();
    return verifier;
  }

  /** A key that is accepted and cached, until a fetch of the key set no longer contains it. */
  private void withdrawAKey() {
    Set<TokenUse> id = Set.of(TokenUse.ID);
    BearerToken withdrawn = TokenForger.withKeyId("withdrawn");
    assertThat(outcomes(withdrawn, id, now)).hasOnlyElementsOfType(Verified.class);
    assertThat(outcomes(TestIssuer.tokenOfAnUnknownKey(), id, now))
        .containsOnly(new Refused(TokenRefusal.Key.UNKNOWN_KEY));
    assertThat(outcomes(withdrawn, id, now))
        .containsOnly(new Refused(TokenRefusal.Key.UNKNOWN_KEY));
  }

  /** Returns the outcomes of all verifiers and all attempts. */
  List<VerificationOutcome> outcomes(BearerToken token, Set<TokenUse> accepted, Instant time) {
    now = time;
    List<VerificationOutcome> outcomes = new ArrayList<>();
    for (JwksTokenVerifier verifier : remembering) {
      outcomes.add(verifier.verify(token, accepted));
      outcomes.add(verifier.verify(token, accepted));
    }
    for (JwksTokenVerifier verifier : forgetful) {
      outcomes.add(verifier.verify(token, accepted));
    }
    return outcomes;
  }

  /**
   * Checks whether an outcome has exactly the claims of the token, with the same spelling of the
   * user name. Custom claims have tests of their own.
   */
  static boolean isWhatItSays(VerificationOutcome outcome, Valid valid) {
    return outcome instanceof Verified(var claims)
        && withoutCustomClaims(claims).equals(valid.claims())
        && spelling(claims).equals(spelling(valid.claims()));
  }

  private static VerifiedClaims withoutCustomClaims(VerifiedClaims claims) {
    Identity identity = claims.identity();
    return new VerifiedClaims(
        new Identity(identity.subject(), identity.username(), identity.email(), identity.groups()),
        claims.use(),
        claims.session(),
        claims.issuedAt(),
        claims.authenticatedAt(),
        claims.expiresAt());
  }

  private static String spelling(VerifiedClaims claims) {
    return claims.identity().username().value();
  }

  @Override
  public void close() {
    remembering.forEach(JwksTokenVerifier::close);
    forgetful.forEach(JwksTokenVerifier::close);
  }
}
