package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;

/** An access token: a signed JWT that says what a client may do in the name of a user. */
public final class AccessToken extends Secret {
  /**
   * Creates a token.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public AccessToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    super(text);
  }
}
