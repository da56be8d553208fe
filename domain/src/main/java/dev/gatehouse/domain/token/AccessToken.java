package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;

/** A signed JWT that says what its bearer may do in a user's name. */
public final class AccessToken extends Secret {
  /**
   * Wraps a token's text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public AccessToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    super(text);
  }
}
