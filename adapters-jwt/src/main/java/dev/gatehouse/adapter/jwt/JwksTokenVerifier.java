package dev.gatehouse.adapter.jwt;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.VerificationOutcome;
import dev.gatehouse.domain.VerificationOutcome.Refused;
import dev.gatehouse.domain.port.TokenVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Verifies RS256 tokens of trusted issuers against their key sets.
 *
 * <p>The order is fixed: size, form, algorithm, key, signature, and only then what the token
 * claims. A key belongs to the issuer whose set it is in; a token that names another issuer is
 * refused.
 */
public final class JwksTokenVerifier implements TokenVerifier, AutoCloseable {
  /** The largest token looked at, in characters; Cognito's with many groups stay well below. */
  private static final int MAX_TOKEN_LENGTH = 8 * 1024;

  /** How far the clocks of issuer and verifier may be apart. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private static final Duration REFRESH_INTERVAL = Duration.ofMinutes(5);
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(15);

  private final List<Issuer> issuers;
  private final ScheduledExecutorService refreshing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("key-set-refresh").factory());

  private record Issuer(KeySet keys, TokenClaims claims) {}

  /**
   * Starts to load the issuers' keys in the background and to keep them fresh.
   *
   * @param trusted the issuers whose tokens are believed; not empty
   * @param clock tells the current time
   */
  public JwksTokenVerifier(List<TrustedIssuer> trusted, InstantSource clock) {
    issuers =
        trusted.stream()
            .map(
                issuer ->
                    new Issuer(
                        new KeySet(issuer.keys(), clock),
                        new TokenClaims(issuer.issuer(), issuer.clientIds(), clock, CLOCK_SKEW)))
            .toList();
    issuers.forEach(issuer -> refreshIn(Duration.ZERO, issuer.keys()));
  }

  private void refreshIn(Duration delay, KeySet keys) {
    var _ =
        refreshing.schedule(
            () -> refreshIn(keys.refresh() ? REFRESH_INTERVAL : RETRY_INTERVAL, keys),
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Whether the keys of every issuer are loaded. */
  public boolean ready() {
    return issuers.stream().allMatch(issuer -> issuer.keys().loaded());
  }

  @Override
  public VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    String text = token.reveal();
    if (text.length() > MAX_TOKEN_LENGTH) {
      return new Refused(new TokenRefusal.TooLarge());
    }
    JWSObject jws;
    try {
      jws = JWSObject.parse(text);
    } catch (ParseException _) {
      return new Refused(new TokenRefusal.Malformed());
    }
    if (!JWSAlgorithm.RS256.equals(jws.getHeader().getAlgorithm())) {
      return new Refused(new TokenRefusal.WrongAlgorithm());
    }
    String keyId = jws.getHeader().getKeyID();
    return keyId == null
        ? new Refused(new TokenRefusal.UnknownKey())
        : verify(jws, keyId, accepted);
  }

  private VerificationOutcome verify(JWSObject jws, String keyId, Set<TokenUse> accepted) {
    for (Issuer issuer : issuers) {
      JWSVerifier key = issuer.keys().known(keyId);
      if (key != null) {
        return verify(jws, key, issuer, accepted);
      }
    }
    for (Issuer issuer : issuers) {
      JWSVerifier key = issuer.keys().sought(keyId);
      if (key != null) {
        return verify(jws, key, issuer, accepted);
      }
    }
    return new Refused(new TokenRefusal.UnknownKey());
  }

  private static VerificationOutcome verify(
      JWSObject jws, JWSVerifier key, Issuer issuer, Set<TokenUse> accepted) {
    if (!signatureHolds(jws, key)) {
      return new Refused(new TokenRefusal.BadSignature());
    }
    Map<String, Object> claims = jws.getPayload().toJSONObject();
    return claims == null
        ? new Refused(new TokenRefusal.Malformed())
        : issuer.claims().check(claims, accepted);
  }

  private static boolean signatureHolds(JWSObject jws, JWSVerifier key) {
    try {
      return key.verify(jws.getHeader(), jws.getSigningInput(), requireNonNull(jws.getSignature()));
    } catch (JOSEException _) {
      // The header asks for what this key can't do (an unknown critical parameter, say).
      return false;
    }
  }

  /** Ends the refreshing; keys known so far keep verifying. */
  @Override
  public void close() {
    refreshing.shutdownNow();
  }
}
