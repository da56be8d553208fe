package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.audit.UserEvent;
import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature that has started. It must be thread-safe. */
public interface RunningFeature extends AutoCloseable {
  /** Returns the routes of the feature; called once. */
  List<Route> routes();

  /**
   * Returns the location of the feature's part of the API document, such as {@code
   * NoteEndpoints.class.getResource("openapi.yaml")}: YAML or JSON with the sections {@code paths},
   * {@code components} and {@code tags} of an OpenAPI 3.1 document. It must describe exactly the
   * routes of the feature, otherwise the server does not start. It may refer to the {@code
   * components} of Gatehouse, such as {@code #/components/schemas/Problem}. Called once.
   *
   * @return null if the feature has no part
   */
  default @Nullable URL apiDocument() {
    return null;
  }

  /**
   * Returns whether the routes of the feature work now. Called for each {@code GET /health/ready},
   * so it must return within a second and should not call another system each time.
   *
   * <p>The response lists a feature that is not ready but stays 200, because the rest of the server
   * works.
   */
  default boolean isReady() {
    return true;
  }

  /**
   * Handles an event about a user. It has been handled when this returns. If this throws an
   * exception, it is called again: after 1 s, and then later and later, up to 100 times in about 8
   * hours. After that the event is set aside until the next start.
   *
   * <p>Called by one thread, on one node at a time, soon after the change. The events of a user
   * come in their order. An event can come more than once, for example after a crash.
   */
  default void onUserEvent(UserEvent event) {}

  /** Closes the feature. Called once, after the last request. */
  @Override
  void close();
}
