package dev.gatehouse.domain;

/** How the end of all sessions goes. */
public sealed interface LogoutOutcome {
  /** No refresh token that the user holds buys anything any more. */
  record LoggedOut() implements LogoutOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements LogoutOutcome {}
}
