package dev.gatehouse.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.GatehouseBuilder;
import dev.gatehouse.adapter.http.lambda.Invocation;
import dev.gatehouse.adapter.http.lambda.LambdaApi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Uses the classes of a request, so that they are loaded in the snapshot. Everything that it opens
 * is closed again, and it writes nothing.
 */
final class Priming {
  private static final Logger LOG = System.getLogger(Priming.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final String PASSWORD = "Nobody-has-1t";

  private final LambdaApi api;

  private Priming(LambdaApi api) {
    this.api = api;
  }

  /**
   * Registers, logs in and calls a guarded route, on users in memory. Then asks the provider of the
   * settings for a user that does not exist.
   *
   * @param configured opens Gatehouse as the settings say
   */
  static void run(Function<UnaryOperator<GatehouseBuilder>, Gatehouse> configured) {
    try (Gatehouse inMemory = Gatehouse.inMemory().open()) {
      inMemory.verifier().refreshOverdue();
      new Priming(inMemory.lambda()).useAll();
    }
    try (Gatehouse real = configured.apply(Priming::quiet)) {
      real.verifier().refreshOverdue();
      Priming priming = new Priming(real.lambda());
      priming.call(withToken("not-a-token"));
      int status = priming.logIn(UUID.randomUUID().toString()).path("statusCode").asInt();
      if (status != 401) {
        LOG.log(Level.WARNING, "The provider could not be asked before the snapshot: {0}", status);
      }
    }
  }

  /** A feature is started once only, after the snapshot. */
  private static GatehouseBuilder quiet(GatehouseBuilder builder) {
    return builder.features(List.of(), Map.of()).audit(_ -> {});
  }

  private void useAll() {
    String name = "priming";
    ObjectNode user = credentials(name).put("email", "priming@example.com");
    call(event("POST", "/users").put("body", user.toString()));
    String token = read(logIn(name).path("body").asText()).path("idToken").asText();
    int status = status(withToken(token));
    if (status != 200) {
      throw new IllegalStateException("a guarded request was answered with " + status);
    }
    call(withToken(token + "x"));
    call(event("GET", "/no-such-path"));
  }

  private JsonNode logIn(String name) {
    return call(event("POST", "/login").put("body", credentials(name).toString()));
  }

  private int status(ObjectNode event) {
    return call(event).path("statusCode").asInt();
  }

  private static ObjectNode credentials(String name) {
    return JSON.createObjectNode().put("username", name).put("password", PASSWORD);
  }

  private static ObjectNode withToken(String token) {
    ObjectNode event = event("GET", "/users/me");
    event.withObject("/headers").put("authorization", "Bearer " + token);
    return event;
  }

  private static ObjectNode event(String method, String path) {
    ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("rawPath", path);
    event.putObject("headers").put("content-type", "application/json");
    event.putObject("requestContext").putObject("http").put("method", method);
    return event;
  }

  private JsonNode call(ObjectNode event) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      api.handle(
          new ByteArrayInputStream(JSON.writeValueAsBytes(event)),
          output,
          new Invocation("priming", TIME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(output.toString(StandardCharsets.UTF_8));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
