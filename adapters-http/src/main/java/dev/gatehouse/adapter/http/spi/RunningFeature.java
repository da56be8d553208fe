package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.audit.UserEvent;
import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature that has started; safe for use by many threads at once. */
public interface RunningFeature extends AutoCloseable {
  /** What it serves; asked once. */
  List<Route> routes();

  /**
   * Where its part of the API document is, such as {@code
   * NoteEndpoints.class.getResource("openapi.yaml")}: YAML or JSON with the members {@code paths},
   * {@code components} and {@code tags} of an OpenAPI 3.1 document. It describes each of its routes
   * and no other, else the server does not start, and may refer to what Gatehouse's own {@code
   * components} have, such as {@code #/components/schemas/Problem}. Asked once.
   *
   * @return null where the feature describes nothing
   */
  default @Nullable URL apiDocument() {
    return null;
  }

  /**
   * Whether its routes can be used now; asked at each {@code GET /health/ready}, so it must answer
   * within a second and ask nobody else each time.
   *
   * <p>A feature that is not ready is named in the answer, which stays 200: the rest of the server
   * works, and taking the node out of service would not help it.
   */
  default boolean isReady() {
    return true;
  }

  /**
   * Hears of what happened to users, on the thread of the request that did it, which has succeeded
   * whatever this does: an exception is logged.
   */
  default void onUserEvent(UserEvent event) {}

  /** Closes what it has opened; called once, when no request is in flight any more. */
  @Override
  void close();
}
