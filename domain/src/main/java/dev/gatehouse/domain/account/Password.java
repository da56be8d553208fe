package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A password as someone presents it: 1 to 256 characters, whatever they are.
 *
 * <p>It need not satisfy the rules for new passwords, so that stricter rules lock nobody out. 256
 * is Cognito's bound.
 */
public final class Password extends Secret {
  /** The longest password, in characters. */
  public static final int MAX_LENGTH = 256;

  /**
   * Makes a password.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public Password(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "password");
    super(candidate);
  }

  /** The rules that a candidate breaks; empty when it is a password. */
  public static List<Violation> violations(String candidate) {
    return new TextRules(candidate).requireLength(1, MAX_LENGTH).requireWellFormed().violations();
  }
}
