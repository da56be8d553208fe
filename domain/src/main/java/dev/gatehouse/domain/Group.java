package dev.gatehouse.domain;

import java.util.List;

/**
 * A named set of users that a route may ask for; the name is compared with case.
 *
 * @param name 1 to 128 visible characters (Cognito's bounds)
 */
public record Group(String name) {
  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 128;

  /**
   * Makes a group.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public Group {
    TextRules.throwIfViolated(violations(name), "group");
  }

  /** The rules that a candidate breaks; empty when it names a group. */
  public static List<Violation> violations(String candidate) {
    return new TextRules(candidate)
        .requireLength(1, MAX_LENGTH)
        .requireEach(
            TextRules::isVisible,
            "forbidden_character",
            "May hold letters, marks, symbols, numbers and punctuation; no white space.")
        .violations();
  }
}
