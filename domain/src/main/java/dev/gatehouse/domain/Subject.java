package dev.gatehouse.domain;

/**
 * Identifies a user for life: the claim {@code sub}. It is never reused and does not depend on the
 * user name.
 *
 * @param value not empty; opaque
 */
public record Subject(String value) {
  /**
   * Creates a subject.
   *
   * @throws IllegalArgumentException if the value is empty
   */
  public Subject {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty subject");
    }
  }
}
