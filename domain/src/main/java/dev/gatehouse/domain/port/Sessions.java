package dev.gatehouse.domain.port;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.ProviderRefreshOutcome;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.RefreshToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes and ends sessions. A session begins with a login.
 *
 * <p>Each promise below names the test of {@code SessionsContract} (module testkit) that shows it.
 * ID and access tokens verify until they expire, also after the end of their session.
 */
public interface Sessions {
  /**
   * Exchanges a refresh token for new tokens.
   *
   * <ul>
   *   <li>{@code Refreshed}: the tokens verify and contain the same user ({@code
   *       refreshed_tokens_are_valid_and_keep_the_identity}) and the same session ({@code
   *       refreshed_tokens_belong_to_the_same_session}). The session can be refreshed again ({@code
   *       session_can_be_refreshed_repeatedly}). Not specified: whether a new refresh token
   *       replaces the old one.
   *   <li>{@code InvalidRefreshToken}: the token was never issued ({@code
   *       unknown_refresh_token_is_refused}), its session has ended, or its user was deleted.
   *   <li>{@code RefreshTokenReused}: the token was replaced before. Not specified: whether and
   *       when a provider detects this.
   * </ul>
   */
  ProviderRefreshOutcome refresh(RefreshToken token);

  /**
   * Ends the session of a refresh token and no other ({@code logout_ends_one_session_only}). Does
   * nothing if the session has ended or never existed ({@code
   * logout_of_unknown_session_causes_no_error}).
   *
   * @return the session; null if the provider does not know it
   */
  @Nullable SessionId end(RefreshToken token);

  /**
   * Ends all sessions of a user.
   *
   * <ul>
   *   <li>{@code LoggedOut}: no session of the user can be refreshed. Other users' sessions
   *       continue, and the user can log in again ({@code
   *       logout_everywhere_ends_all_sessions_of_the_user_only}). The outcome lists every session
   *       that ended, also those that began in the same second, or says that all have ended ({@code
   *       logout_everywhere_returns_the_ended_sessions}).
   *   <li>{@code AccessRefused}: the session of the access token has ended ({@code
   *       access_token_of_an_ended_session_ends_nothing}).
   * </ul>
   */
  LogoutOutcome endAll(AccountAccess access);

  /** Lists sessions; empty if the provider cannot. */
  default Optional<SessionList> sessionList() {
    return Optional.empty();
  }

  /**
   * Lists a user's sessions and ends one of them.
   *
   * <p>If the session of the access token has ended, both operations return {@code AccessRefused}
   * and do nothing ({@code access_token_of_an_ended_session_lists_nothing}).
   */
  interface SessionList {
    /**
     * Lists the sessions of the user that have not ended, newest first ({@code
     * list_contains_active_sessions_of_the_user_only}).
     */
    SessionListOutcome list(AccountAccess access);

    /**
     * Ends one session of the user ({@code chosen_session_ends_and_others_stay_active}).
     *
     * @return {@code LoggedOut} with that session; without a session if the user has no such
     *     session ({@code session_of_another_user_stays_active})
     */
    LogoutOutcome end(AccountAccess access, SessionId session);
  }
}
