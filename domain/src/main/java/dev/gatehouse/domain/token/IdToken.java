package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;

/** A signed JWT that says who a user is (OpenID Connect Core, section 2). */
public final class IdToken extends Secret {
  /**
   * Wraps a token's text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public IdToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    super(text);
  }

  /** The same token, as its holder would present it. */
  public BearerToken asBearerToken() {
    return new BearerToken(reveal());
  }
}
