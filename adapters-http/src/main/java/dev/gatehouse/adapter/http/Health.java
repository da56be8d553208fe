package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Response;
import java.util.Map;
import java.util.function.Supplier;

/** The health of the server. */
public final class Health {
  private final Supplier<Readiness> ready;
  private final Features features;

  Health(Supplier<Readiness> ready, Features features) {
    this.ready = ready;
    this.features = features;
  }

  /** The server runs, otherwise it could not answer. */
  public Response liveness() {
    return Response.json(200, Response.object().put("status", "up"));
  }

  /**
   * Returns whether the server is ready. If it is not, lists its parts. Lists each optional part
   * and each feature; if one of them is down, this does not change the result.
   */
  public Response readiness() {
    Readiness readiness = ready.get();
    boolean up = readiness.isReady();
    ObjectNode body = Response.object().put("status", word(up));
    if (!up) {
      list(body, "parts", readiness.parts());
    }
    list(body, "optional", readiness.optional());
    list(body, "features", features.readiness());
    return Response.json(up ? 200 : 503, body);
  }

  private static void list(ObjectNode body, String name, Map<String, Boolean> states) {
    if (!states.isEmpty()) {
      ObjectNode list = body.putObject(name);
      states.forEach((part, ready) -> list.put(part, word(ready)));
    }
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
