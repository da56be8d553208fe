package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A password that a user chooses: 8 to 256 characters without white space, with an upper-case
 * letter A to Z, a lower-case letter a to z and a digit.
 *
 * <p>The user pools that {@code scripts/create-user-pool.sh} creates have the same rules.
 */
public final class NewPassword extends Secret {
  /** The minimum length of a new password, in characters. */
  public static final int MIN_LENGTH = 8;

  /**
   * Creates a new password.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public NewPassword(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "new password");
    super(candidate);
  }

  /** Returns the rules that a text breaks; empty if it is allowed as a new password. */
  public static List<Violation> violations(String candidate) {
    return TextRules.of(candidate, MIN_LENGTH, Password.MAX_LENGTH)
        .requireWellFormed()
        .rejectWhiteSpace()
        .requireAny(
            c -> c >= 'A' && c <= 'Z',
            "missing_upper_case",
            "Use at least one upper-case letter, A to Z.")
        .requireAny(
            c -> c >= 'a' && c <= 'z',
            "missing_lower_case",
            "Use at least one lower-case letter, a to z.")
        .requireAny(c -> c >= '0' && c <= '9', "missing_digit", "Use at least one digit, 0 to 9.")
        .violations();
  }

  /** Returns the same text as a password to log in with. */
  public Password asPassword() {
    return new Password(reveal());
  }
}
