package dev.gatehouse.adapter.jwt;

import dev.gatehouse.adapter.jwt.UncachedVerification.Issuer;
import dev.gatehouse.adapter.jwt.UncachedVerification.VerificationResult;
import dev.gatehouse.adapter.jwt.VerifiedTokenCache.Fingerprint;
import dev.gatehouse.adapter.jwt.key.KeySet;
import dev.gatehouse.adapter.jwt.key.KeySetState;
import dev.gatehouse.adapter.jwt.key.RefreshSchedule;
import dev.gatehouse.adapter.jwt.key.RefreshTimer;
import dev.gatehouse.adapter.jwt.key.SignatureProvider;
import dev.gatehouse.adapter.jwt.token.TokenClock;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Verifies RS256 tokens of trusted issuers against their key sets.
 *
 * <p>The order of the checks is fixed: size, form, algorithm, key, signature, and only then the
 * claims. A key belongs to the issuer whose key set contains it. A token that names another issuer
 * is refused.
 */
public final class JwksTokenVerifier implements TokenVerifier, AutoCloseable {
  private final List<Issuer> issuers;
  private final List<Duration> refreshIntervals;
  private final UncachedVerification uncached;
  private final TokenClock clock;
  private final @Nullable VerifiedTokenCache cache;
  private final RefreshTimer refreshing;

  /**
   * Creates a verifier that loads and refreshes the issuers' keys in the background.
   *
   * @param trusted the issuers whose tokens are accepted; not empty
   * @param settings how tokens are verified
   * @param clock returns the current time, for the times in tokens
   * @param random spreads the refreshes of many nodes over time
   * @throws IllegalArgumentException if {@code trusted} is empty
   */
  public JwksTokenVerifier(
      List<TrustedIssuer> trusted,
      VerifierSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    // One thread per issuer, so that an issuer that does not respond does not delay the others.
    this(trusted, settings, clock, random, RefreshTimer.onThreads(trusted.size()));
  }

  /** Creates a verifier that refreshes the keys with the given timer. */
  public JwksTokenVerifier(
      List<TrustedIssuer> trusted,
      VerifierSettings settings,
      InstantSource clock,
      RandomGenerator random,
      RefreshTimer refreshing) {
    this(trusted, settings, clock, random, refreshing, SignatureProvider.fastest());
  }

  /** Creates a verifier that verifies signatures with the given provider. */
  JwksTokenVerifier(
      List<TrustedIssuer> trusted,
      VerifierSettings settings,
      InstantSource clock,
      RandomGenerator random,
      RefreshTimer refreshing,
      SignatureProvider provider) {
    if (trusted.isEmpty()) {
      throw new IllegalArgumentException("at least one issuer must be trusted");
    }
    this.refreshing = refreshing;
    this.clock = new TokenClock(clock, settings.clockSkew());
    this.cache = settings.cacheSize() == 0 ? null : new VerifiedTokenCache(settings.cacheSize());
    this.issuers =
        trusted.stream()
            .map(
                issuer ->
                    new Issuer(
                        issuer.issuer(),
                        issuer.clientIds(),
                        new KeySet(issuer.keys(), provider, refreshing, clock)))
            .toList();
    this.refreshIntervals = trusted.stream().map(TrustedIssuer::refreshInterval).toList();
    this.uncached = new UncachedVerification(issuers, this.clock);
    for (int i = 0; i < issuers.size(); i++) {
      // One generator per issuer, because a generator is not thread-safe.
      RandomGenerator own = new SplittableRandom(random.nextLong());
      RefreshSchedule plan = new RefreshSchedule(trusted.get(i).refreshInterval(), own);
      refreshIn(Duration.ZERO, issuers.get(i).keys(), plan);
    }
  }

  private void refreshIn(Duration pause, KeySet keys, RefreshSchedule plan) {
    refreshing.schedule(pause, () -> refreshIn(plan.delayAfter(keys.refresh()), keys, plan));
  }

  /**
   * Starts to load the signature provider in the background. A process that calls this before it
   * creates a verifier is ready sooner. The call is optional.
   */
  public static void prepare() {
    SignatureProvider.prepare();
  }

  /** Returns whether the keys of all issuers are loaded. */
  public boolean isReady() {
    return issuers.stream().allMatch(issuer -> issuer.keys().isLoaded());
  }

  /**
   * Fetches the key sets whose refresh is overdue, because this process stood still, or started
   * just now. Takes a few seconds at most for each issuer; the known keys stay valid if it fails.
   */
  public void refreshOverdue() {
    for (int i = 0; i < issuers.size(); i++) {
      issuers.get(i).keys().refreshIfOlderThan(refreshIntervals.get(i));
    }
  }

  /** Returns the state of each issuer's key set, in the order of the constructor argument. */
  public List<KeySetState> keySetStates() {
    return issuers.stream().map(issuer -> issuer.keys().state(issuer.name())).toList();
  }

  /** Returns the state of the token cache; all zeros if there is no cache. */
  public TokenCacheState cacheState() {
    return cache == null ? TokenCacheState.NONE : cache.state();
  }

  @Override
  public VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    String text = token.reveal();
    if (text.length() > BearerToken.MAX_LENGTH) {
      return new Refused(TokenRefusal.Form.TOO_LARGE);
    }
    return switch (result(text.getBytes(StandardCharsets.UTF_8))) {
      case VerificationResult.Invalid(var reason) -> new Refused(reason);
      case VerificationResult.Valid(var entry) ->
          accepted.contains(entry.claims().use())
              ? new Verified(entry.claims())
              : new Refused(TokenRefusal.Claim.WRONG_USE);
    };
  }

  private VerificationResult result(byte[] text) {
    if (cache == null) {
      return uncached.verify(text);
    }
    Fingerprint fingerprint = cache.fingerprint(text);
    VerifiedTokenCache.Entry seen = cache.get(fingerprint);
    if (seen != null
        && seen.keys().contains(seen.key())
        && !clock.isPast(seen.claims().expiresAt())) {
      return new VerificationResult.Valid(seen);
    }
    VerificationResult result = uncached.verify(text);
    if (result instanceof VerificationResult.Valid(var entry)) {
      cache.put(fingerprint, entry);
    }
    return result;
  }

  /** Stops the refreshes. The known keys stay valid. */
  @Override
  public void close() {
    refreshing.close();
  }
}
