package dev.gatehouse.domain.token;

/** Whether a caller may change their account. */
public sealed interface AccountAuthorizationOutcome {
  /** The caller is known and may. */
  record Authorized(AccountAccess access) implements AccountAuthorizationOutcome {}

  /** The token proves nothing. */
  record InvalidToken(TokenRefusal reason) implements AccountAuthorizationOutcome {}
}
