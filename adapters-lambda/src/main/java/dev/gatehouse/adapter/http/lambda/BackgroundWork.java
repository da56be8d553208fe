package dev.gatehouse.adapter.http.lambda;

import java.time.Duration;

/**
 * Work that threads do beside the requests of a server. A function stands still between events, so
 * it does this work before and after each of them.
 */
public interface BackgroundWork {
  /** Does what became due while the process stood still. Takes a few seconds at most. */
  void catchUp();

  /** Finishes what the request has begun; gives up after this time. */
  void finish(Duration within);
}
