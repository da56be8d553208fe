package dev.gatehouse.domain;

/**
 * Names a session: the login that tokens go back to. All tokens that one refresh token yields share
 * it ({@code origin_jti}).
 *
 * @param value not empty; opaque
 */
public record SessionId(String value) {
  /**
   * Makes a session id.
   *
   * @throws IllegalArgumentException if the value is empty
   */
  public SessionId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty session id");
    }
  }
}
