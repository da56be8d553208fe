package dev.gatehouse.domain.port;

import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.PendingLogin;
import org.jspecify.annotations.Nullable;

/**
 * Puts logins that wait for an answer into envelopes that clients can keep, but neither read nor
 * change.
 *
 * <p>Every promise below is shown by the test of {@code ChallengeSessionsContract} (module testkit)
 * that it names. Implementations are safe for use by many threads at once and remember nothing:
 * every node with the same key opens what another has sealed.
 */
public interface ChallengeSessions {
  /**
   * An envelope for the login, encrypted and authenticated; no two are the same ({@code
   * envelope_shows_nothing_of_what_it_holds}).
   */
  ChallengeSession seal(PendingLogin login);

  /**
   * What the envelope holds ({@code sealed_login_is_opened}, {@code longest_login_is_opened}); null
   * where it was changed ({@code changed_envelope_is_not_opened}), is too old ({@code
   * envelope_is_not_opened_once_it_is_too_old}), was sealed with another key ({@code
   * envelope_of_another_key_is_not_opened}), or is none ({@code
   * text_that_is_no_envelope_is_not_opened}).
   */
  @Nullable PendingLogin open(ChallengeSession envelope);
}
