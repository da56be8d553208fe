package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.TokenRefusal;

/** Hears why callers' tokens were refused: for figures, never for the callers. */
@FunctionalInterface
public interface TokenRefusalListener {
  /**
   * A token was refused; called on the request's thread, once for each refusal.
   *
   * @param reason why
   */
  void refused(TokenRefusal reason);
}
