package dev.gatehouse.domain.port;

import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.PendingLogin;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts logins that wait for an answer, so that clients can keep them but can neither read nor
 * change them.
 *
 * <p>Each promise below names the test of {@code ChallengeSessionsContract} (module testkit) that
 * shows it. Implementations are thread-safe and stateless: a node can open what another node with
 * the same key has sealed.
 */
public interface ChallengeSessions {
  /**
   * Encrypts and authenticates a login. Two calls never return the same envelope ({@code
   * envelope_hides_its_content}).
   */
  ChallengeSession seal(PendingLogin login);

  /**
   * Returns the login in an envelope ({@code sealed_login_is_opened}, {@code
   * longest_login_is_opened}). Returns null if the envelope was changed ({@code
   * changed_envelope_is_not_opened}), is too old ({@code expired_envelope_is_not_opened}), was
   * sealed with another key ({@code envelope_of_another_key_is_not_opened}), or the text is not an
   * envelope ({@code invalid_envelope_is_not_opened}).
   */
  @Nullable PendingLogin open(ChallengeSession envelope);
}
