package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A refresh token of 1 to 8192 characters: a client exchanges it for new tokens, without a
 * password. Only its provider can read it.
 */
public final class RefreshToken extends Secret {
  /** The maximum length in characters. Tokens of Cognito have about 2000. */
  public static final int MAX_LENGTH = 8192;

  /**
   * Creates a token.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public RefreshToken(String text) {
    TextRules.throwIfViolated(violations(text), "refresh token");
    super(text);
  }

  /** Returns the rules that a text breaks; empty if it can be a refresh token. */
  public static List<Violation> violations(String candidate) {
    return TextRules.of(candidate, 1, MAX_LENGTH).requireWellFormed().violations();
  }
}
