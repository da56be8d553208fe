package dev.gatehouse.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Events of API Gateway, and responses to them. */
final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "Correct1horse";

  private Events() {}

  private static byte[] request(String method, String path, String body) {
    return event(method, path, null, body);
  }

  static byte[] registration(String username) {
    return request(
        "POST",
        "/users",
        credentials(username, PASSWORD).put("email", username + "@example.com").toString());
  }

  static byte[] login(String username) {
    return login(username, PASSWORD);
  }

  static byte[] login(String username, String password) {
    return request("POST", "/login", credentials(username, password).toString());
  }

  private static ObjectNode credentials(String username, String password) {
    return JSON.createObjectNode().put("username", username).put("password", password);
  }

  /** Returns a GET request with a bearer token. */
  static byte[] guarded(String path, String token) {
    return event("GET", path, token, null);
  }

  private static byte[] event(
      String method, String path, @Nullable String token, @Nullable String body) {
    ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("rawPath", path);
    ObjectNode headers = event.putObject("headers").put("content-type", "application/json");
    if (token != null) {
      headers.put("authorization", "Bearer " + token);
    }
    event
        .putObject("requestContext")
        .put("stage", "$default")
        .putObject("http")
        .put("method", method)
        .put("sourceIp", "192.0.2.1");
    try {
      return JSON.writeValueAsBytes(event.put("body", body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int status(byte[] response) {
    return read(response).path("statusCode").asInt();
  }

  /** Returns the body of a response. */
  static JsonNode body(byte[] response) {
    return read(read(response).path("body").asText().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
