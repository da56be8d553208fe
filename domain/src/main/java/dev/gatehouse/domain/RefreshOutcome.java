package dev.gatehouse.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a refresh token buys. */
public sealed interface RefreshOutcome {
  /** New tokens of the same login. */
  record Refreshed(RenewedTokens tokens) implements RefreshOutcome {}

  /** It was never issued, has expired, was revoked, or its user may not log in. */
  record InvalidRefreshToken() implements RefreshOutcome {}

  /**
   * It was replaced by another one some time ago, and so one of two holders is a thief: the login
   * has ended for both. To the caller this is {@link InvalidRefreshToken}.
   *
   * @param origin the login; null where the provider does not tell
   */
  record RefreshTokenReused(@Nullable TokenOrigin origin) implements RefreshOutcome {}

  /**
   * No further attempt is taken for a while; nothing was done.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements RefreshOutcome {}
}
