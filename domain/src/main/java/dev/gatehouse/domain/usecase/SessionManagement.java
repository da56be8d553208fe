package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.account.Password;
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
   * Exchanges a refresh token for new tokens.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  RefreshOutcome refresh(Caller caller, RefreshToken token);

  /**
   * Ends the session of a refresh token. Does nothing if the session has ended or never existed.
   *
   * <p>From now on this node refuses the ID and access tokens of the session of the bearer token,
   * and of the session of the refresh token if the provider returns it.
   *
   * @param bearer an ID or access token of the user, or null; ignored if it is not valid
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  void logOut(Caller caller, RefreshToken token, @Nullable BearerToken bearer);

  /**
   * Ends all sessions of the user. From now on this node refuses their ID and access tokens.
   * Requires a recent login or the current password (step-up, RFC 9470).
   *
   * @param current the current password; null if the user has not entered it
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  LogoutOutcome logOutEverywhere(Caller caller, AccountAccess access, @Nullable Password current);

  /** Lists a user's sessions and ends one of them; empty if the provider cannot. */
  Optional<OwnSessions> ownSessions();

  /** The sessions of the user of an access token. */
  interface OwnSessions {
    /**
     * Lists the sessions that have not ended.
     *
     * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot
     *     answer
     */
    SessionListOutcome list(AccountAccess access);

    /**
     * Ends one session. From now on this node refuses its ID and access tokens. Another session
     * than that of the access token requires a recent login or the current password.
     *
     * @param current the current password; null if the user has not entered it
     * @return {@code LoggedOut} without a session if the user has no such session
     * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot
     *     answer
     */
    LogoutOutcome end(
        Caller caller, AccountAccess access, @Nullable Password current, SessionId session);
  }
}
