package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Identity;

/** Whether a caller may go on. */
public sealed interface AuthorizationOutcome {
  /** The caller is known and may. */
  record Authorized(Identity identity) implements AuthorizationOutcome {}

  /** The token proves nothing. */
  record InvalidToken(TokenRefusal reason) implements AuthorizationOutcome {}

  /** The caller is known, but is not in the group that was asked for. */
  record Forbidden() implements AuthorizationOutcome {}
}
