package dev.gatehouse.domain.account;

import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * The rules for new passwords. Each policy refuses common passwords and passwords that are made of
 * the user's own name or address.
 *
 * <p>NIST SP 800-63B-4, section 3.1.1.2, requires 15 characters of a password that is the only
 * factor, 8 otherwise, a list of refused passwords, and no rules of composition.
 */
public enum PasswordPolicy {
  /**
   * 8 to 256 characters without white space, with an upper-case letter A to Z, a lower-case letter
   * a to z and a digit. The user pools that {@code scripts/create-user-pool.sh} creates have the
   * same rules.
   */
  COMPOSED(NewPassword.MIN_LENGTH) {
    @Override
    TextRules compose(TextRules rules) {
      return rules
          .rejectWhiteSpace()
          .requireAny(
              c -> c >= 'A' && c <= 'Z',
              "missing_upper_case",
              "Use at least one upper-case letter, A to Z.")
          .requireAny(
              c -> c >= 'a' && c <= 'z',
              "missing_lower_case",
              "Use at least one lower-case letter, a to z.")
          .requireAny(
              c -> c >= '0' && c <= '9', "missing_digit", "Use at least one digit, 0 to 9.");
    }
  },
  /** 15 to 256 characters of any kind, also spaces. */
  PASSPHRASE(15) {
    @Override
    TextRules compose(TextRules rules) {
      return rules;
    }
  };

  private final int minLength;

  PasswordPolicy(int minLength) {
    this.minLength = minLength;
  }

  /** Returns the minimum length, in characters. */
  public int minLength() {
    return minLength;
  }

  abstract TextRules compose(TextRules rules);

  /**
   * Returns the rules that a text breaks, except for those about the user's own name and address;
   * empty if it is allowed.
   */
  public List<Violation> violations(String candidate) {
    return compose(NewPassword.rules(candidate, minLength))
        .require(
            text -> !CommonPasswords.contain(text),
            "common_password",
            "Many people use this password or a similar one. Choose another one.")
        .violations();
  }
}
