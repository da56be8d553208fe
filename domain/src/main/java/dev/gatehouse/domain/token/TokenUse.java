package dev.gatehouse.domain.token;

/** The use of a token: the claim {@code token_use}. */
public enum TokenUse {
  /** An ID token. */
  ID,
  /** An access token. It contains no e-mail address. */
  ACCESS
}
