package dev.gatehouse.testkit.server;

import dev.gatehouse.TestUser;
import dev.gatehouse.testkit.api.DocumentedApi;
import dev.gatehouse.testkit.api.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the server with or without a user's token.
 *
 * <p>Each exchange on a path in the server's API document must match the document. Otherwise the
 * test fails and reports the violations.
 */
public final class TestClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI url;
  private final Supplier<DocumentedApi> document;
  private final @Nullable String bearer;

  TestClient(HttpClient http, URI url, Supplier<DocumentedApi> document, @Nullable String bearer) {
    this.http = http;
    this.url = url;
    this.document = document;
    this.bearer = bearer;
  }

  /** Returns a client that sends the user's ID token. */
  public TestClient loggedInAs(TestUser user) {
    return withBearerToken(user.bearer());
  }

  /**
   * Returns a client that sends the user's access token, which is required to change the account.
   */
  public TestClient withAccessTokenOf(TestUser user) {
    return withBearerToken(user.accessBearer());
  }

  /** Returns a client that sends any text as bearer token. */
  public TestClient withBearerToken(String token) {
    return new TestClient(http, url, document, token);
  }

  /** Sends a {@code GET}. */
  public TestResponse get(String path) {
    return send("GET", path, null);
  }

  /** Sends a {@code POST} with a JSON body. */
  public TestResponse post(String path, String json) {
    return send("POST", path, json);
  }

  /** Sends a {@code PUT} with a JSON body. */
  public TestResponse put(String path, String json) {
    return send("PUT", path, json);
  }

  /** Sends a {@code PUT} without a body. */
  public TestResponse put(String path) {
    return send("PUT", path, null);
  }

  /** Sends a {@code PATCH} with a JSON body. */
  public TestResponse patch(String path, String json) {
    return send("PATCH", path, json);
  }

  /** Sends a {@code DELETE}. */
  public TestResponse delete(String path) {
    return send("DELETE", path, null);
  }

  /**
   * Sends any request.
   *
   * @param path the path, with its query
   * @param json the body, or null for none
   * @param headers further headers, each name followed by its value
   */
  public TestResponse send(String method, String path, @Nullable String json, String... headers) {
    BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT).method(method, body);
    if (json != null) {
      request.setHeader("Content-Type", "application/json");
    }
    if (bearer != null) {
      request.setHeader("Authorization", "Bearer " + bearer);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (document.get().describes(path)) {
        requireAsDescribed(
            new Exchange(
                method,
                path,
                json,
                response.statusCode(),
                response.headers().map(),
                response.body()));
      }
      return new TestResponse(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server's response", e);
    }
  }

  private void requireAsDescribed(Exchange exchange) {
    List<String> violations = document.get().violations(exchange);
    if (!violations.isEmpty()) {
      throw new AssertionError("the exchange does not match the API document: " + violations);
    }
  }
}
