package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.token.TokenRefusal;

/**
 * Hears what became of callers' tokens: for figures, never for the callers.
 *
 * <p>Called on the requests' threads, once for each token that guarded an endpoint.
 */
public interface TokenListener {
  /** Hears and does nothing. */
  TokenListener NONE =
      new TokenListener() {
        @Override
        public void onAccepted() {}

        @Override
        public void onRefused(TokenRefusal reason) {}
      };

  /** A token was good; whether its owner is in the group that was asked for is another matter. */
  void onAccepted();

  /**
   * A token was refused.
   *
   * @param reason why
   */
  void onRefused(TokenRefusal reason);
}
