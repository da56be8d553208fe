package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.RefreshOutcome;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.RefreshToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refreshes and ends sessions. */
public interface SessionManagement {
  /**
   * Buys new tokens.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  RefreshOutcome refresh(Caller caller, RefreshToken token);

  /**
   * Ends the login that a refresh token goes back to; one that has ended already stays so, and one
   * that never was is nothing to tell.
   *
   * <p>From now on this node refuses the ID and access tokens of the login that the bearer token
   * goes back to, and of the refresh token's where the provider tells it.
   *
   * @param bearer an ID or access token of the caller; null where none came along, and of no effect
   *     where it does not verify
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  void logOut(Caller caller, RefreshToken token, @Nullable BearerToken bearer);

  /**
   * Ends all logins of the user; this node refuses their ID and access tokens from now on.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  LogoutOutcome logOutEverywhere(Caller caller, AccountAccess access);

  /** Lists a user's sessions and ends one of them; empty where the provider cannot. */
  Optional<OwnSessions> ownSessions();

  /** The sessions of the user whom an access token belongs to. */
  interface OwnSessions {
    /**
     * Lists the sessions that have not ended.
     *
     * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
     *     answer
     */
    SessionListOutcome list(AccountAccess access);

    /**
     * Ends one session; this node refuses its ID and access tokens from now on.
     *
     * @return {@code LoggedOut} without a session where the user has no such session
     * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
     *     answer
     */
    LogoutOutcome end(Caller caller, AccountAccess access, SessionId session);
  }
}
