package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/** Applies rate limits to requests that no other use case counts. */
public interface RequestLimits {
  /**
   * Takes one attempt from the budget of the client's network.
   *
   * @param limit a limit that counts only by network
   * @return null if the request is allowed
   */
  @Nullable TooManyAttempts acquire(Caller caller, Limit limit);
}
