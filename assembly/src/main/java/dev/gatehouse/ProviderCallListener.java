package dev.gatehouse;

import java.time.Duration;

/** Hears about each call of the provider. */
@FunctionalInterface
public interface ProviderCallListener {
  /**
   * A call has ended.
   *
   * @param operation what was called, in lower snake case
   * @param outcome how it ended, in lower snake case
   * @param took how long it took
   */
  void onCall(String operation, String outcome, Duration took);
}
