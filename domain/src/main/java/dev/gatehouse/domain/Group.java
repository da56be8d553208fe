package dev.gatehouse.domain;

import java.util.List;

/**
 * A named group of users. A route can require a group. Names are case-sensitive.
 *
 * @param name 1 to 128 visible characters (the limits of Cognito)
 */
public record Group(String name) {
  /** The maximum length of a name, in characters. */
  public static final int MAX_LENGTH = 128;

  /**
   * Creates a group.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public Group {
    TextRules.throwIfViolated(violations(name), "group");
  }

  /** Returns the rules that a text breaks; empty if it is the name of a group. */
  public static List<Violation> violations(String candidate) {
    return TextRules.of(candidate, 1, MAX_LENGTH)
        .requireEach(
            TextRules::isVisible,
            "forbidden_character",
            "Use letters, numbers and symbols, without spaces.")
        .violations();
  }
}
