package com.example.demo.domain;

import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * A note of a user.
 *
 * @param text 1 to 200 characters
 */
public record Note(String text) {
  /** The maximum length of a note, in characters. */
  public static final int MAX_LENGTH = 200;

  /**
   * Creates a note.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public Note {
    if (!violations(text).isEmpty()) {
      throw new IllegalArgumentException("not a note");
    }
  }

  /** Returns the rules that a text breaks; empty if it is a note. */
  public static List<Violation> violations(String candidate) {
    if (candidate.isBlank()) {
      return List.of(new Violation("too_short", "Do not leave this empty."));
    }
    return candidate.codePointCount(0, candidate.length()) > MAX_LENGTH
        ? List.of(new Violation("too_long", "Use at most 200 characters."))
        : List.of();
  }
}
