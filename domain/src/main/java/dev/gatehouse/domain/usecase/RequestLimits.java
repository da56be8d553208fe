package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/** Counts requests that no other use case counts. */
public interface RequestLimits {
  /**
   * Takes one request from the budget of the caller's network.
   *
   * @param limit one that counts by network alone
   * @return null where the request may go on
   */
  @Nullable TooManyAttempts acquire(Caller caller, Limit limit);
}
