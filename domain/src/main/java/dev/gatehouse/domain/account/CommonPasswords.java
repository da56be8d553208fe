package dev.gatehouse.domain.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passwords that many people use, of {@code common-passwords.txt}. Its source and licence are
 * in the file beside it. The list needs about 1.5 MB of memory.
 */
final class CommonPasswords {
  private static final Set<String> LIST = read();

  /** The length of the shortest password of the list. */
  private static final int SHORTEST = 4;

  private static final int LONGEST = LIST.stream().mapToInt(String::length).max().orElseThrow();

  private CommonPasswords() {}

  private static Set<String> read() {
    try (InputStream list =
        Objects.requireNonNull(CommonPasswords.class.getResourceAsStream("common-passwords.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns whether a text is a common password in any case, also with digits and signs around it,
   * with digits and signs instead of letters, or repeated. One to three repeated characters are
   * also common.
   */
  static boolean contain(String text) {
    return LIST.contains(text.toLowerCase(Locale.ROOT))
        || ComparedText.of(text).stream().anyMatch(CommonPasswords::contain);
  }

  private static boolean contain(ComparedText compared) {
    String repeated = compared.repeated();
    int length = compared.end() - compared.start();
    boolean few =
        repeated.length() < SHORTEST && length >= Math.max(SHORTEST, 2 * repeated.length());
    if (few || LIST.contains(repeated)) {
      return true;
    }
    for (int from = compared.start(); from >= 0 && compared.end() - from <= LONGEST; from--) {
      int last = Math.min(compared.text().length(), from + LONGEST);
      for (int to = compared.end(); to <= last; to++) {
        if (LIST.contains(compared.text().substring(from, to))) {
          return true;
        }
      }
    }
    return false;
  }
}
