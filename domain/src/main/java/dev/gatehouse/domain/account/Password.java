package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A password that a client sends to prove who the user is: 1 to 256 characters of any kind, counted
 * in Unicode normalization form C.
 *
 * <p>The rules for new passwords do not apply, so that stricter rules lock nobody out. 256 is the
 * limit of Cognito.
 */
public final class Password extends Secret {
  /** The maximum length of a password, in characters. */
  public static final int MAX_LENGTH = 256;

  /**
   * Creates a password.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public Password(String candidate) {
    TextRules.throwIfViolated(violations(candidate), "password");
    super(candidate);
  }

  /** Returns the rules that a text breaks; empty if it is a password. */
  public static List<Violation> violations(String candidate) {
    return TextRules.of(candidate, 1, MAX_LENGTH, NewPassword::normalized)
        .requireWellFormed()
        .violations();
  }

  /**
   * Returns the texts to compare, in this order: the text in Unicode normalization form C, in which
   * {@link NewPassword}s are stored, and the text as it was typed if that differs. Earlier versions
   * of Gatehouse stored a password as it was typed.
   */
  public List<Password> forms() {
    String normalized = NewPassword.normalized(reveal());
    return normalized.equals(reveal()) ? List.of(this) : List.of(new Password(normalized), this);
  }
}
