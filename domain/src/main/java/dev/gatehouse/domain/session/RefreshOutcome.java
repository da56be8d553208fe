package dev.gatehouse.domain.session;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.RefreshedTokens;

/** The result of a refresh, as the client sees it. */
public sealed interface RefreshOutcome extends ProviderRefreshOutcome
    permits RefreshOutcome.Refreshed, RefreshOutcome.InvalidRefreshToken, TooManyAttempts {
  /**
   * The session continues with new tokens.
   *
   * @param subject the user
   * @param username the name of the user
   */
  record Refreshed(Subject subject, Username username, RefreshedTokens tokens)
      implements RefreshOutcome {}

  /** The token was never issued, has expired or was revoked, or its user may not log in. */
  record InvalidRefreshToken() implements RefreshOutcome {}
}
