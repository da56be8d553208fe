package dev.gatehouse.domain;

import java.text.Normalizer;
import java.util.List;

/**
 * The name a user registers and logs in with.
 *
 * <p>1 to 128 visible characters (letters, marks, symbols, numbers, punctuation; the bounds are
 * those of Cognito's API model), kept in Unicode normalization form C as the user wrote them. Two
 * names that differ in case alone are equal.
 *
 * @param value the name in form C, as first written
 */
public record Username(String value) {
  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 128;

  /**
   * Makes a user name, normalizing it.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public Username {
    TextRules.throwIfViolated(violations(value), "user name");
    value = normalized(value);
  }

  /** The rules that a candidate breaks; empty when it is a user name. */
  public static List<Violation> violations(String candidate) {
    return new TextRules(normalized(candidate))
        .requireLength(1, MAX_LENGTH)
        .requireEach(
            TextRules::isVisible,
            "forbidden_character",
            "May hold letters, marks, symbols, numbers and punctuation; no white space.")
        .violations();
  }

  /**
   * The form in which names are compared: each character folded as {@link String#equalsIgnoreCase}
   * does.
   */
  public String folded() {
    StringBuilder folded = new StringBuilder(value.length());
    value
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
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
