package com.example.demo.domain;

import dev.gatehouse.domain.Violation;
import java.util.List;

/**
 * What a user wants to remember.
 *
 * @param text 1 to 200 characters
 */
public record Note(String text) {
  private static final int MAX_LENGTH = 200;

  /**
   * Makes a note.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public Note {
    if (!violations(text).isEmpty()) {
      throw new IllegalArgumentException("not a note");
    }
  }

  /** The rules that a candidate breaks; empty when it is a note. */
  public static List<Violation> violations(String candidate) {
    if (candidate.isBlank()) {
      return List.of(new Violation("too_short", "Must not be blank."));
    }
    return candidate.codePointCount(0, candidate.length()) > MAX_LENGTH
        ? List.of(new Violation("too_long", "May have up to 200 characters."))
        : List.of();
  }
}
