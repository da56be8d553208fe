package dev.gatehouse.adapter.jwt;

import java.time.Duration;

/**
 * How tokens are verified. The trusted issuers are configured separately.
 *
 * @param clockSkew the allowed difference between the clocks of issuer and verifier, in both
 *     directions; not negative
 * @param cacheSize the maximum number of verified tokens of up to 2 KiB in the cache; longer ones
 *     count several times; 0 disables the cache
 */
public record VerifierSettings(Duration clockSkew, int cacheSize) {
  /**
   * A skew of 5 s, enough for machines with synchronized clocks, and a cache of 10,000 tokens,
   * which takes about 5 MiB.
   */
  public static final VerifierSettings DEFAULT =
      new VerifierSettings(Duration.ofSeconds(5), 10_000);

  /**
   * Creates settings.
   *
   * @throws IllegalArgumentException if a value is negative
   */
  public VerifierSettings {
    if (clockSkew.isNegative() || cacheSize < 0) {
      throw new IllegalArgumentException("the clock skew and the cache size must not be negative");
    }
  }
}
