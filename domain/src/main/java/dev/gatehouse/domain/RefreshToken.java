package dev.gatehouse.domain;

/** What buys new tokens without a password; opaque to everyone but the provider that issued it. */
public final class RefreshToken extends Secret {
  /**
   * Wraps a token's text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public RefreshToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    super(text);
  }
}
