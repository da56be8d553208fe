package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.token.TokenRefusal;

/**
 * Is notified of accepted and refused tokens, for metrics.
 *
 * <p>Called on the thread of the request, once for each token of a guarded request.
 */
public interface TokenListener {
  /** A listener that does nothing. */
  TokenListener NONE =
      new TokenListener() {
        @Override
        public void onAccepted() {}

        @Override
        public void onRefused(TokenRefusal reason) {}
      };

  /** A token was valid. The user may still lack the required group. */
  void onAccepted();

  /**
   * A token was refused.
   *
   * @param reason why
   */
  void onRefused(TokenRefusal reason);
}
