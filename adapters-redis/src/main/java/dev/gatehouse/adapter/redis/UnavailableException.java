package dev.gatehouse.adapter.redis;

import org.jspecify.annotations.Nullable;

/** The store does not answer. */
final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
