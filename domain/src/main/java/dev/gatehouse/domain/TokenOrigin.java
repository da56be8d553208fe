package dev.gatehouse.domain;

/**
 * The login that tokens go back to: all that one refresh token yields share it ({@code
 * origin_jti}).
 *
 * @param value not empty; opaque
 */
public record TokenOrigin(String value) {
  /**
   * Makes an origin.
   *
   * @throws IllegalArgumentException if the value is empty
   */
  public TokenOrigin {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty token origin");
    }
  }
}
