package dev.gatehouse.domain.session;

import dev.gatehouse.domain.SessionId;
import org.jspecify.annotations.Nullable;

/** The provider's result of a refresh. Clients never see {@link RefreshTokenReused}. */
public sealed interface ProviderRefreshOutcome
    permits RefreshOutcome, ProviderRefreshOutcome.RefreshTokenReused {
  /**
   * The token was replaced some time ago and used again. Somebody else may have it, so the provider
   * has ended the session. The client sees {@link RefreshOutcome.InvalidRefreshToken}.
   *
   * @param session the session; null if the provider does not return it
   */
  record RefreshTokenReused(@Nullable SessionId session) implements ProviderRefreshOutcome {}
}
