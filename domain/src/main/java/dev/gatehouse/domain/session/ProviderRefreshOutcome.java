package dev.gatehouse.domain.session;

import dev.gatehouse.domain.SessionId;
import org.jspecify.annotations.Nullable;

/** How a refresh at the provider ends; {@link RefreshTokenReused} is never told to a caller. */
public sealed interface ProviderRefreshOutcome
    permits RefreshOutcome, ProviderRefreshOutcome.RefreshTokenReused {
  /**
   * The token was replaced by another one some time ago, so one of two holders is a thief: the
   * session has ended for both. The caller is told {@link RefreshOutcome.InvalidRefreshToken}.
   *
   * @param session the session; null where the provider does not tell
   */
  record RefreshTokenReused(@Nullable SessionId session) implements ProviderRefreshOutcome {}
}
