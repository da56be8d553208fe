package dev.gatehouse.examples.recommendations.domain;

import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Something that people share, such as chess.
 *
 * <p>A name has 1 to 50 characters, without control characters. It is kept in Unicode normalization
 * form KC, in lower case, with single spaces between words. So {@code Chess } and {@code chess} are
 * the same interest.
 *
 * @param name the name; the constructor normalizes it
 */
public record Interest(String name) implements Comparable<Interest> {
  /** The length of the longest name, in characters. */
  public static final int MAX_LENGTH = 50;

  /**
   * Makes an interest and normalizes its name.
   *
   * @throws IllegalArgumentException if the name has {@link #violations}
   */
  public Interest {
    if (!violations(name).isEmpty()) {
      throw new IllegalArgumentException("not an interest");
    }
    name = normalized(name);
  }

  /** Returns the rules that a candidate breaks; empty if it is a valid name. */
  public static List<Violation> violations(String candidate) {
    return TextRules.of(candidate, 1, MAX_LENGTH, Interest::normalized)
        .requireEach(
            Interest::isAllowed,
            "forbidden_character",
            "Use only valid Unicode characters, without control characters.")
        .violations();
  }

  private static boolean isAllowed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String normalized(String text) {
    return Normalizer.normalize(
            Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
            Normalizer.Form.NFKC)
        .strip()
        .replaceAll(" +", " ");
  }

  @Override
  public int compareTo(Interest other) {
    return name.compareTo(other.name);
  }
}
