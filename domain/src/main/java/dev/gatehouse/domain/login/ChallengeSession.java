package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * What continues a login that asks for more than a password; opaque to everyone but who made it: 1
 * to 8192 characters.
 *
 * <p>Between the provider and the use cases it is the provider's own; clients get an envelope that
 * holds it ({@link dev.gatehouse.domain.port.ChallengeSessions}).
 */
public final class ChallengeSession extends Secret {
  /** The longest, in characters: Cognito's 2048 in an envelope, with room to spare. */
  public static final int MAX_LENGTH = 8192;

  /**
   * Makes a session.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public ChallengeSession(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "session");
    super(candidate);
  }

  /** The rules that a candidate breaks; empty when it may be a session. */
  public static List<Violation> violations(String candidate) {
    return new TextRules(candidate).requireLength(1, MAX_LENGTH).requireWellFormed().violations();
  }
}
