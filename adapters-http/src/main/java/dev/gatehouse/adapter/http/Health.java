package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Response;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The health of the server. */
public final class Health {
  private final BooleanSupplier ready;
  private final Features features;

  Health(BooleanSupplier ready, Features features) {
    this.ready = ready;
    this.features = features;
  }

  /** The server runs, otherwise it could not answer. */
  public Response liveness() {
    return answer(true, Map.of());
  }

  /**
   * Returns whether the server is ready. Lists each feature; a feature that is down does not change
   * the result.
   */
  public Response readiness() {
    return answer(ready.getAsBoolean(), features.readiness());
  }

  private static Response answer(boolean up, Map<String, Boolean> features) {
    ObjectNode body = Response.object().put("status", word(up));
    if (!features.isEmpty()) {
      ObjectNode parts = body.putObject("features");
      features.forEach((name, ready) -> parts.put(name, word(ready)));
    }
    return Response.json(up ? 200 : 503, body);
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
