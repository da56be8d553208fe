package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A code that the provider sent to a user, as someone presents it: 1 to 2048 characters without
 * white space.
 *
 * <p>It need not have the form of the provider's codes; 2048 is Cognito's bound.
 */
public final class ConfirmationCode extends Secret {
  /** The longest code, in characters. */
  public static final int MAX_LENGTH = 2048;

  /**
   * Makes a code.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public ConfirmationCode(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "code");
    super(candidate);
  }

  /** The rules that a candidate breaks; empty when it may be a code. */
  public static List<Violation> violations(String candidate) {
    return new TextRules(candidate)
        .requireLength(1, MAX_LENGTH)
        .requireWellFormed()
        .rejectWhiteSpace()
        .violations();
  }
}
