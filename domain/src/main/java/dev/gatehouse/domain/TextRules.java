package dev.gatehouse.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Checks a text against rules and collects the violations in the order of the checks. */
public final class TextRules {
  private final String candidate;
  private final List<Violation> violations = new ArrayList<>();

  public TextRules(String candidate) {
    this.candidate = candidate;
  }

  /** Requires a length, counted in Unicode code points. */
  public TextRules requireLength(int least, int most) {
    int length = candidate.codePointCount(0, candidate.length());
    if (length < least) {
      broken(
          "too_short",
          least == 1 ? "Do not leave this empty." : "Use at least " + least + " characters.");
    } else if (length > most) {
      broken("too_long", "Use at most " + most + " characters.");
    }
    return this;
  }

  /**
   * Rejects lone surrogates. They have no UTF-8 form, so two different texts would be stored and
   * hashed as the same.
   */
  public TextRules requireWellFormed() {
    if (has(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      broken("malformed_text", "Use only valid Unicode characters.");
    }
    return this;
  }

  public TextRules requireEach(IntPredicate allowed, String rule, String message) {
    if (has(allowed.negate())) {
      broken(rule, message);
    }
    return this;
  }

  public TextRules requireAny(IntPredicate wanted, String rule, String message) {
    if (!has(wanted)) {
      broken(rule, message);
    }
    return this;
  }

  /** A loop, because this runs for each token and a stream takes several times as long. */
  private boolean has(IntPredicate wanted) {
    boolean found = false;
    int codePoint;
    for (int i = 0; i < candidate.length() && !found; i += Character.charCount(codePoint)) {
      codePoint = candidate.codePointAt(i);
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

  private void broken(String rule, String message) {
    violations.add(new Violation(rule, message));
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
}
