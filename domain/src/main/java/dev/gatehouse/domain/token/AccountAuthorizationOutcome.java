package dev.gatehouse.domain.token;

/** Whether a user may change the account. */
public sealed interface AccountAuthorizationOutcome {
  /** The user may change the account. */
  record Authorized(AccountAccess access) implements AccountAuthorizationOutcome {}

  /** The token is not valid. */
  record InvalidToken(TokenRefusal reason) implements AccountAuthorizationOutcome {}
}
