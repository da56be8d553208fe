package dev.gatehouse;

import java.time.Duration;

/** Is notified of every call of the identity provider, for metrics. */
@FunctionalInterface
public interface ProviderCallListener {
  /**
   * A call has ended.
   *
   * @param operation the operation, in snake_case
   * @param outcome the outcome, in snake_case
   * @param took the duration
   */
  void onCall(String operation, String outcome, Duration took);
}
