package dev.gatehouse.domain;

import java.text.Normalizer;
import java.util.List;

/**
 * The name with which a user registers and logs in.
 *
 * <p>A name has 1 to 128 visible characters: letters, marks, symbols, numbers and punctuation (the
 * limits of Cognito's API model), counted in Unicode normalization form C. It is kept as it was
 * typed, because a user pool decides itself which names are equal. Gatehouse compares names in
 * their {@linkplain #folded folded form}: two names that differ only in case or in normalization
 * are equal.
 *
 * @param value the name as it was typed
 */
public record Username(String value) {
  /** The maximum length of a name, in characters. */
  public static final int MAX_LENGTH = 128;

  private static final char FIRST_MARK = '\u0300';

  /**
   * Creates a user name.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public Username {
    TextRules.throwIfViolated(violations(value), "user name");
  }

  /** Returns the rules that a text breaks; empty if it is a user name. */
  public static List<Violation> violations(String candidate) {
    return rules(candidate).violations();
  }

  /**
   * Returns the rules that a text breaks; empty if a new user may have this name. A name that is
   * easily confused with another one is refused here, but an existing user with such a name can
   * still log in.
   */
  public static List<Violation> newViolations(String candidate) {
    return rules(candidate)
        .rejectBlanks()
        .require(Scripts::fit, "mixed_scripts", "Do not mix letters of several alphabets.")
        .violations();
  }

  private static TextRules rules(String candidate) {
    return TextRules.of(candidate, 1, MAX_LENGTH, Username::normalized)
        .requireEach(
            TextRules::isVisible,
            "forbidden_character",
            "Use letters, numbers and symbols, without spaces.");
  }

  /**
   * Returns the form in which names are compared, and under which limits, caches and records find a
   * name: in normalization form C, and without differences in case, as {@link
   * String#equalsIgnoreCase} compares them.
   */
  public String folded() {
    StringBuilder folded = new StringBuilder(value.length());
    normalized(value)
        .codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .forEach(folded::appendCodePoint);
    return normalized(folded.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Username that && folded().equals(that.folded());
  }

  @Override
  public int hashCode() {
    return folded().hashCode();
  }

  private static String normalized(String text) {
    return isNormalized(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Finds most texts in form C faster than {@link Normalizer}, because this runs for each token:
   * the characters before the first combining mark do not change.
   */
  private static boolean isNormalized(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_MARK) {
        return false;
      }
    }
    return true;
  }
}
