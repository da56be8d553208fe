package dev.gatehouse.domain;

/**
 * Identifies a session, which begins with a login. All tokens of a session carry the same id, in
 * the claim {@code origin_jti}.
 *
 * @param value not empty; opaque
 */
public record SessionId(String value) {
  /**
   * Creates a session id.
   *
   * @throws IllegalArgumentException if the value is empty
   */
  public SessionId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty session id");
    }
  }
}
