package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;

/** An ID token: a signed JWT that says who a user is (OpenID Connect Core, section 2). */
public final class IdToken extends Secret {
  /**
   * Creates a token.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public IdToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    super(text);
  }
}
