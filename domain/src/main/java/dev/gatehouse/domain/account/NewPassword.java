package dev.gatehouse.domain.account;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A password that a user chooses: 8 to 256 characters in Unicode normalization form C, so that it
 * is the same password on every keyboard. A {@link PasswordPolicy} has further rules.
 */
public final class NewPassword extends Secret {
  /** The minimum length of a new password under each policy, in characters. */
  public static final int MIN_LENGTH = 8;

  /**
   * Creates a new password in normalization form C.
   *
   * @throws IllegalArgumentException if the text is too short, too long or malformed
   */
  public NewPassword(String candidate) {
    TextRules.throwIfViolated(rules(candidate, MIN_LENGTH).violations(), "new password");
    super(normalized(candidate));
  }

  static TextRules rules(String candidate, int minLength) {
    return TextRules.of(candidate, minLength, Password.MAX_LENGTH, NewPassword::normalized)
        .requireWellFormed();
  }

  /**
   * Returns the rules of a policy that this password breaks; empty if it is allowed.
   *
   * @param username the name of the user who chooses the password
   * @param email the address of this user; null if it is not known
   */
  public List<Violation> violations(
      PasswordPolicy policy, Username username, @Nullable EmailAddress email) {
    List<Violation> violations = new ArrayList<>(policy.violations(reveal()));
    if (OwnNames.of(username, email).make(reveal())) {
      violations.add(
          new Violation(
              "own_name", "Do not make the password of your user name or e-mail address."));
    }
    return List.copyOf(violations);
  }

  /** Returns the same text as a password to log in with. */
  public Password asPassword() {
    return new Password(reveal());
  }

  static String normalized(String text) {
    return Normalizer.normalize(text, Form.NFC);
  }
}
