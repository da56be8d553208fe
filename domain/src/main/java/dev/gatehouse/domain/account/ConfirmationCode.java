package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A one-time code that a client sends: 1 to 2048 characters without white space.
 *
 * <p>It does not need to look like a code of the provider. 2048 is the limit of Cognito.
 */
public final class ConfirmationCode extends Secret {
  /** The maximum length of a code, in characters. */
  public static final int MAX_LENGTH = 2048;

  /**
   * Creates a code.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public ConfirmationCode(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "code");
    super(candidate);
  }

  /** Returns the rules that a text breaks; empty if it can be a code. */
  public static List<Violation> violations(String candidate) {
    return TextRules.of(candidate, 1, MAX_LENGTH)
        .requireWellFormed()
        .rejectWhiteSpace()
        .violations();
  }
}
