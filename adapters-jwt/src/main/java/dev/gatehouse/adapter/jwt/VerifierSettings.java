package dev.gatehouse.adapter.jwt;

import java.time.Duration;

/**
 * How tokens are verified, beyond whom to trust.
 *
 * @param clockSkew how far the clocks of issuer and verifier may be apart, either way
 * @param cacheSize how many verified tokens are remembered; 0 for none
 */
public record VerifierSettings(Duration clockSkew, int cacheSize) {
  /** Five seconds, as much as machines that keep their clocks need; 10,000 tokens, some 5 MiB. */
  public static final VerifierSettings DEFAULT =
      new VerifierSettings(Duration.ofSeconds(5), 10_000);

  /**
   * Makes settings.
   *
   * @throws IllegalArgumentException if either is negative
   */
  public VerifierSettings {
    if (clockSkew.isNegative() || cacheSize < 0) {
      throw new IllegalArgumentException("neither skew nor size can be negative");
    }
  }
}
