package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Secret;

/** The token of a request to a guarded endpoint, before its verification. */
public final class BearerToken extends Secret {
  /**
   * The maximum length of a token that is verified, in characters. A user in 100 groups whose names
   * have 128 characters, the most that Cognito allows, has tokens of about 18 KiB.
   */
  public static final int MAX_LENGTH = 24 * 1024;

  /**
   * Creates a token.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public BearerToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    super(text);
  }

  /** Returns the same token as an access token, after its verification as one. */
  public AccessToken asAccessToken() {
    return new AccessToken(reveal());
  }
}
