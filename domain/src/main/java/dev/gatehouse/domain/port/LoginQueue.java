package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.IdentityProviderUnavailableException;

/**
 * Lets attempts that check or store a password or a code wait for their turn, in a fair order.
 *
 * <p>Such attempts are expensive for a provider that computes the hashes itself. Implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface LoginQueue {
  /** Every attempt runs at once. */
  LoginQueue NONE = (_, _) -> () -> {};

  /**
   * Waits until it is the attempt's turn. Networks take turns: an attempt from a network with few
   * waiting attempts comes before one from a network with many.
   *
   * @param known whether the user has logged in from the caller's network; then the attempt comes
   *     before all others
   * @throws IdentityProviderUnavailableException if the queue is full, or if too many attempts from
   *     the caller's networks wait, or if the wait takes too long
   */
  Turn await(Caller caller, boolean known);

  /** The turn of an attempt. Close it when the attempt has ended. */
  @FunctionalInterface
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }
}
