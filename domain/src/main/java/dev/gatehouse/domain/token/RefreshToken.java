package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/** What buys new tokens without a password; opaque to everyone but the provider that issued it. */
public final class RefreshToken extends Secret {
  /**
   * Wraps a token's text.
   *
   * @throws IllegalArgumentException if it has {@link #violations}
   */
  public RefreshToken(String text) {
    TextRules.throwIfViolated(violations(text), "refresh token");
    super(text);
  }

  /** The rules that a candidate breaks; empty when it may be a refresh token. */
  public static List<Violation> violations(String candidate) {
    return new TextRules(candidate)
        .requireLength(1, Integer.MAX_VALUE)
        .requireWellFormed()
        .violations();
  }
}
