package dev.gatehouse.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The checks that several values share, gathered in the order in which they are asked. */
public final class TextRules {
  private final String candidate;
  private final List<Violation> violations = new ArrayList<>();

  public TextRules(String candidate) {
    this.candidate = candidate;
  }

  /** Counts in Unicode code points. */
  public TextRules requireLength(int least, int most) {
    int length = candidate.codePointCount(0, candidate.length());
    if (length < least) {
      broken(
          "too_short",
          least == 1 ? "Must not be empty." : "Must have at least " + least + " characters.");
    } else if (length > most) {
      broken("too_long", "Must have at most " + most + " characters.");
    }
    return this;
  }

  /**
   * A lone surrogate has no UTF-8 form: two different strings would be stored, and hashed, as one.
   */
  public TextRules requireWellFormed() {
    if (has(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      broken("malformed_text", "Must be well-formed Unicode.");
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

  /** A loop, for this is asked of each token; a stream takes several times as long. */
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
        "Must not hold white space.");
  }

  private void broken(String rule, String message) {
    violations.add(new Violation(rule, message));
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** Ends a value's constructor: what a caller did not check before is its mistake. */
  public static void throwIfViolated(List<Violation> violations, String what) {
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(what + ": " + violations);
    }
  }

  /**
   * Letters, marks, symbols, numbers and punctuation: what Cognito's model calls {@code
   * [\p{L}\p{M}\p{S}\p{N}\p{P}]}.
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
