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
 * Refreshes and ends sessions; each begins with a login.
 *
 * <p>Every promise below is shown by the test of {@code SessionsContract} (module testkit) that it
 * names. ID and access tokens are not ended here: they verify until they expire.
 */
public interface Sessions {
  /**
   * Buys new tokens.
   *
   * <ul>
   *   <li>{@code Refreshed}: the tokens verify and say the same user ({@code
   *       refreshed_tokens_verify_and_continue_the_login}) and the same session ({@code
   *       refreshed_tokens_belong_to_the_same_session}). Whether a new refresh token takes the
   *       place of the old is left open; one of them buys tokens again ({@code
   *       session_is_refreshed_again_and_again}).
   *   <li>{@code InvalidRefreshToken}: it was never issued ({@code
   *       token_that_was_never_issued_buys_nothing}), its session has ended, or its user was
   *       deleted.
   *   <li>{@code RefreshTokenReused}: for a provider that replaces refresh tokens; when it says so
   *       is left open.
   * </ul>
   */
  ProviderRefreshOutcome refresh(RefreshToken token);

  /**
   * Ends the session of a refresh token and no other ({@code
   * ended_session_is_over_and_others_go_on}); one that has ended, or never was, is no error ({@code
   * ending_what_is_no_session_is_no_error}).
   *
   * @return the login that the session began with; null where the provider does not tell
   */
  @Nullable SessionId end(RefreshToken token);

  /**
   * Ends all sessions of a user.
   *
   * <ul>
   *   <li>{@code LoggedOut}: no session is refreshed any more, another user's are, and the user can
   *       log in again ({@code all_sessions_of_the_user_end_and_no_other}). The outcome lists every
   *       session that ended, one that began in the same second included, or says that all have
   *       ended ({@code sessions_that_a_logout_everywhere_ends_are_told}).
   *   <li>{@code AccessRefused}: the session of the access token has ended ({@code
   *       access_token_of_an_ended_session_ends_nothing}).
   * </ul>
   */
  LogoutOutcome endAll(AccountAccess access);

  /** The capability to list sessions; empty where the provider cannot. */
  default Optional<SessionList> sessionList() {
    return Optional.empty();
  }

  /**
   * The capability of a provider to list a user's sessions and to end one of them.
   *
   * <p>Where the session of the access token has ended, nothing is told or ended: {@code
   * AccessRefused} ({@code access_token_of_an_ended_session_lists_nothing}).
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
     * @return {@code LoggedOut} with that session; with none where the user has no such session
     *     ({@code session_of_another_user_does_not_end})
     */
    LogoutOutcome end(AccountAccess access, SessionId session);
  }
}
