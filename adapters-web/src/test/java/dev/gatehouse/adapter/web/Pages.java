package dev.gatehouse.adapter.web;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** The pages on a free port. Requests look like those of a browser at the public URL. */
final class Pages implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestServer server;

  /**
   * Starts the server.
   *
   * @param capturedCodes whether the pages show captured codes
   */
  Pages(String publicUrl, boolean capturedCodes) {
    this(publicUrl, capturedCodes, PasswordPolicy.COMPOSED);
  }

  Pages(String publicUrl, boolean capturedCodes, PasswordPolicy policy) {
    WebSettings settings =
        new WebSettings(URI.create(publicUrl), "A & \"B\" <C>", TokenUse.ID, policy);
    server =
        TestServer.with()
            .confirmation(RegistrationConfirmation.CODE)
            .pages(
                (sessions, users) ->
                    new WebPages(
                            settings,
                            sessions::under,
                            capturedCodes ? capturedCodesOf(users) : null)
                        .routes())
            .start();
  }

  private static WebPages.CapturedCodes capturedCodesOf(EmbeddedIdentityProvider users) {
    return users::newestCode;
  }

  TestServer server() {
    return server;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** Sends a request; a given body is sent as JSON. */
  HttpResponse<String> post(String path, @Nullable String json, String... headers) {
    HttpRequest.Builder request = request(path, headers);
    return send(
        json == null
            ? request.POST(BodyPublishers.noBody())
            : request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    server.close();
  }
}
