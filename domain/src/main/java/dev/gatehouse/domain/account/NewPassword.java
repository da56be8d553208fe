package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A password that may be set: 8 to 256 characters, none of them white space, with an upper-case and
 * a lower-case Basic Latin letter and a digit.
 *
 * <p>The rules are those of the user pool that {@code scripts/create-user-pool.sh} creates.
 */
public final class NewPassword extends Secret {
  /** The shortest new password, in characters. */
  public static final int MIN_LENGTH = 8;

  /**
   * Makes a new password.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public NewPassword(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "new password");
    super(candidate);
  }

  /** The rules that a candidate breaks; empty when it may be set as a password. */
  public static List<Violation> violations(String candidate) {
    return new TextRules(candidate)
        .requireLength(MIN_LENGTH, Password.MAX_LENGTH)
        .requireWellFormed()
        .rejectWhiteSpace()
        .requireAny(
            c -> c >= 'A' && c <= 'Z',
            "missing_upper_case",
            "Must hold an upper-case letter, A to Z.")
        .requireAny(
            c -> c >= 'a' && c <= 'z',
            "missing_lower_case",
            "Must hold a lower-case letter, a to z.")
        .requireAny(c -> c >= '0' && c <= '9', "missing_digit", "Must hold a digit, 0 to 9.")
        .violations();
  }

  /** The same text, as its owner presents it to log in. */
  public Password asPassword() {
    return new Password(reveal());
  }
}
