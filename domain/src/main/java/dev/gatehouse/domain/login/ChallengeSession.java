package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * Continues a login after a challenge: 1 to 8192 characters. Only its creator can read it.
 *
 * <p>Use cases and provider exchange the session of the provider. Clients get it in an encrypted
 * envelope ({@link dev.gatehouse.domain.port.ChallengeSessions}).
 */
public final class ChallengeSession extends Secret {
  /**
   * The maximum length in characters: 2048 of Cognito's session in an envelope, and some reserve.
   */
  public static final int MAX_LENGTH = 8192;

  /**
   * Creates a session.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public ChallengeSession(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "session");
    super(candidate);
  }

  /** Returns the rules that a text breaks; empty if it can be a session. */
  public static List<Violation> violations(String candidate) {
    return TextRules.of(candidate, 1, MAX_LENGTH).requireWellFormed().violations();
  }
}
