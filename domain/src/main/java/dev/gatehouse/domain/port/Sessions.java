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
   *       refreshed_tokens_verify_and_continue_the_login}) and the same session ({@code
   *       refreshed_tokens_belong_to_the_same_session}). The session can be refreshed again ({@code
   *       session_is_refreshed_again_and_again}). Not specified: whether a new refresh token
   *       replaces the old one.
   *   <li>{@code InvalidRefreshToken}: the token was never issued ({@code
   *       token_that_was_never_issued_buys_nothing}), its session has ended, or its user was
   *       deleted.
   *   <li>{@code RefreshTokenReused}: the token was replaced before. Not specified: whether and
   *       when a provider detects this.
   * </ul>
   */
  ProviderRefreshOutcome refresh(RefreshToken token);

  /**
   * Ends the session of a refresh token and no other ({@code
   * ended_session_is_over_and_others_go_on}). Does nothing if the session has ended or never
   * existed ({@code ending_what_is_no_session_is_no_error}).
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
   *       all_sessions_of_the_user_end_and_no_other}). The outcome lists every session that ended,
   *       also those that began in the same second, or says that all have ended ({@code
   *       sessions_that_a_logout_everywhere_ends_are_told}).
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
     * sessions_of_the_user_are_listed_and_no_other}).
     */
    SessionListOutcome list(AccountAccess access);

    /**
     * Ends one session of the user ({@code listed_session_ends_and_others_go_on}).
     *
     * @return {@code LoggedOut} with that session; without a session if the user has no such
     *     session ({@code session_of_another_user_does_not_end})
     */
    LogoutOutcome end(AccountAccess access, SessionId session);
  }
}
