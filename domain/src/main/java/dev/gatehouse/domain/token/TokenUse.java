package dev.gatehouse.domain.token;

/** What a token was issued for: the {@code token_use} claim. */
public enum TokenUse {
  /** Says who a user is. */
  ID,
  /** Says what its bearer may do; carries no e-mail address. */
  ACCESS
}
