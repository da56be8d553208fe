package dev.gatehouse.adapter.http.feature;

import dev.gatehouse.domain.UserEvent;
import java.util.List;

/** A feature that has started; safe for use by many threads at once. */
public interface RunningFeature extends AutoCloseable {
  /** What it serves; asked once. */
  List<Route> routes();

  /**
   * Whether its routes can be used now; asked at each {@code GET /health/ready}, so it must answer
   * within a second and ask nobody else each time.
   *
   * <p>A feature that is not ready is named in the answer, which stays 200: the rest of the server
   * works, and taking the node out of service would not help it.
   */
  default boolean ready() {
    return true;
  }

  /**
   * Hears of what happened to users, on the thread of the request that did it, which has succeeded
   * whatever this does: an exception is logged.
   */
  default void on(UserEvent event) {}

  /** Closes what it has opened; called once, when no request is in flight any more. */
  @Override
  void close();
}
