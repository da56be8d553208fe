package dev.gatehouse.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Checks a text against rules and collects the violations in the order of the checks.
 *
 * <p>The length is checked first. No other work is done on a text that is too long.
 */
public final class TextRules {
  /**
   * UTF-16 units in which one character may be written: a letter and its combining marks, or two
   * surrogate pairs.
   */
  private static final int UNITS_PER_CHARACTER = 4;

  private final String candidate;
  private final List<Violation> violations = new ArrayList<>();
  private boolean closed;

  private TextRules(String candidate) {
    this.candidate = candidate;
  }

  /** Requires a length, counted in Unicode code points. */
  public static TextRules of(String candidate, int least, int most) {
    return of(candidate, least, most, UnaryOperator.identity());
  }

  /**
   * Requires a length of a text in another form, counted in Unicode code points.
   *
   * @param form returns the form to check, such as a normalization form; is not called for a text
   *     that is too long in any form
   */
  public static TextRules of(String candidate, int least, int most, UnaryOperator<String> form) {
    if (exceeds(candidate, most)) {
      return tooLong(most);
    }
    TextRules rules = new TextRules(form.apply(candidate));
    int length = rules.candidate.codePointCount(0, rules.candidate.length());
    if (length > most) {
      return tooLong(most);
    }
    if (length < least) {
      rules.broken(
          "too_short",
          least == 1 ? "Do not leave this empty." : "Use at least " + least + " characters.");
    }
    return rules;
  }

  /** Returns whether a text is longer than so many characters in any normalization form. */
  public static boolean exceeds(String candidate, int most) {
    return candidate.length() / UNITS_PER_CHARACTER > most;
  }

  /** Returns rules that were broken by the length. Further rules add nothing. */
  public static TextRules tooLong(int most) {
    TextRules rules = new TextRules("");
    rules.broken("too_long", "Use at most " + most + " characters.");
    rules.closed = true;
    return rules;
  }

  /**
   * Rejects lone surrogates. They have no UTF-8 form, so two different texts would be stored and
   * hashed as the same.
   */
  public TextRules requireWellFormed() {
    if (has(candidate, c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      broken("malformed_text", "Use only valid Unicode characters.");
    }
    return this;
  }

  public TextRules require(Predicate<String> rule, String name, String message) {
    if (!rule.test(candidate)) {
      broken(name, message);
    }
    return this;
  }

  public TextRules requireEach(IntPredicate allowed, String rule, String message) {
    if (has(candidate, allowed.negate())) {
      broken(rule, message);
    }
    return this;
  }

  public TextRules requireAny(IntPredicate wanted, String rule, String message) {
    if (!has(candidate, wanted)) {
      broken(rule, message);
    }
    return this;
  }

  /** A loop, because this runs for each token and a stream takes several times as long. */
  private static boolean has(String text, IntPredicate wanted) {
    boolean found = false;
    int codePoint;
    for (int i = 0; i < text.length() && !found; i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      found = wanted.test(codePoint);
    }
    return found;
  }

  public TextRules rejectWhiteSpace() {
    return requireEach(
        c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c),
        "white_space",
        "Do not use spaces.");
  }

  /** Rejects characters that {@linkplain #isBlank show nothing}. */
  public TextRules rejectBlanks() {
    return requireEach(
        c -> !isBlank(c), "invisible_character", "Do not use characters that nobody can see.");
  }

  private void broken(String rule, String message) {
    if (!closed) {
      violations.add(new Violation(rule, message));
    }
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** Throws an {@link IllegalArgumentException} if there are violations. */
  public static void throwIfViolated(List<Violation> violations, String what) {
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(what + ": " + violations);
    }
  }

  /** Returns whether each character of a text {@linkplain #isVisible(int) is visible}. */
  static boolean isVisible(String text) {
    return !has(text, c -> !isVisible(c));
  }

  /**
   * Returns whether a character is a letter, mark, symbol, number or punctuation: {@code
   * [\p{L}\p{M}\p{S}\p{N}\p{P}]} in Cognito's API model.
   */
  public static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /**
   * Returns whether a letter, mark or symbol shows nothing: those with the Unicode property
   * Default_Ignorable_Code_Point, the blank Braille pattern, the musical symbol null notehead and
   * the Khitan filler. {@link #isVisible(int)} already refuses the default ignorable characters of
   * other kinds.
   */
  public static boolean isBlank(int codePoint) {
    return switch (codePoint) {
      case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F -> true;
      case 0x2800, 0x3164, 0xFFA0, 0x16FE4, 0x1D159 -> true;
      default ->
          (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
              || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    };
  }
}
