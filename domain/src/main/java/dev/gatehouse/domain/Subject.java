package dev.gatehouse.domain;

/**
 * A user's identifier for life: the {@code sub} claim, never reused and independent of the user
 * name.
 *
 * @param value not empty; opaque
 */
public record Subject(String value) {
  /**
   * Makes a subject.
   *
   * @throws IllegalArgumentException if the value is empty
   */
  public Subject {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty subject");
    }
  }
}
