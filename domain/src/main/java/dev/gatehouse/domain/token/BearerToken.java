package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;

/** What a caller presents to a guarded endpoint; nothing is known of it until it is verified. */
public final class BearerToken extends Secret {
  /**
   * Wraps a token's text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public BearerToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    super(text);
  }

  /** The same text, once it has shown to be an access token. */
  public AccessToken asAccessToken() {
    return new AccessToken(reveal());
  }
}
