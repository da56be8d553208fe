package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Identity;

/** Whether a request is allowed. */
public sealed interface AuthorizationOutcome {
  /** The request is allowed. */
  record Authorized(Identity identity) implements AuthorizationOutcome {}

  /** The token is not valid. */
  record InvalidToken(TokenRefusal reason) implements AuthorizationOutcome {}

  /** The token is valid, but the user is not in the required group. */
  record Forbidden() implements AuthorizationOutcome {}
}
