package dev.gatehouse.domain.session;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.RefreshedTokens;

/** How a refresh ends, as the caller is told. */
public sealed interface RefreshOutcome extends ProviderRefreshOutcome
    permits RefreshOutcome.Refreshed, RefreshOutcome.InvalidRefreshToken, TooManyAttempts {
  /**
   * There are new tokens of the same session.
   *
   * @param subject whose session it is
   */
  record Refreshed(Subject subject, RefreshedTokens tokens) implements RefreshOutcome {}

  /** The token was never issued, has expired, was revoked, or its user may not log in. */
  record InvalidRefreshToken() implements RefreshOutcome {}
}
