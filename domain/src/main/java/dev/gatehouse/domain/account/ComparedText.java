package dev.gatehouse.domain.account;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * A text in the form in which passwords are compared with words: lower case, without accents, only
 * letters and digits.
 *
 * <p>The core reaches from the first to the last letter that was typed. Digits before and after it
 * may belong to a word or decorate it. A text without letters is all core.
 *
 * @param text the letters and digits
 * @param start the index of the first character of the core
 * @param end the index after the last character of the core
 */
record ComparedText(String text, int start, int end) {
  /** The ways to read digits and signs: as they are, or as the letters that they look like. */
  private static final List<IntUnaryOperator> READINGS =
      List.of(c -> c, c -> letter(c, 'i'), c -> letter(c, 'l'));

  private static int letter(int c, char one) {
    return switch (c) {
      case '0' -> 'o';
      case '1', '!', '|' -> one;
      case '3' -> 'e';
      case '4', '@' -> 'a';
      case '5', '$' -> 's';
      case '7' -> 't';
      default -> c;
    };
  }

  /** Returns the forms of a text, one for each reading, in a fixed order. */
  static List<ComparedText> of(String text) {
    String folded = Normalizer.normalize(text, Form.NFKD).toLowerCase(Locale.ROOT);
    return READINGS.stream().flatMap(reading -> Stream.of(read(folded, reading))).toList();
  }

  private static ComparedText read(String folded, IntUnaryOperator reading) {
    StringBuilder kept = new StringBuilder(folded.length());
    int start = -1;
    int end = 0;
    for (int i = 0; i < folded.length(); ) {
      int typed = folded.codePointAt(i);
      i += Character.charCount(typed);
      int read = reading.applyAsInt(typed);
      if (Character.isLetterOrDigit(read)) {
        boolean letter = Character.isLetter(typed);
        start = letter && start < 0 ? kept.length() : start;
        kept.appendCodePoint(read);
        end = letter ? kept.length() : end;
      }
    }
    return start < 0
        ? new ComparedText(kept.toString(), 0, kept.length())
        : new ComparedText(kept.toString(), start, end);
  }

  /**
   * Returns the shortest text that gives the core when it is repeated, the last time perhaps in
   * part. This can be the core itself.
   */
  String repeated() {
    String core = text.substring(start, end);
    int length = 1;
    while (length < core.length() && !core.regionMatches(length, core, 0, core.length() - length)) {
      length++;
    }
    return core.substring(0, Math.min(length, core.length()));
  }

  /** Returns whether this text is a word that digits may decorate, or repeats the word. */
  boolean isMadeOf(String word) {
    int at = text.indexOf(word, Math.max(0, end - word.length()));
    return !word.isEmpty() && ((at >= 0 && at <= start) || repeated().equals(word));
  }
}
