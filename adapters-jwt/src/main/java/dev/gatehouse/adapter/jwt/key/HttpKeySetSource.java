package dev.gatehouse.adapter.jwt.key;

import java.io.IOException;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a key set over HTTP, with limits on time and size.
 *
 * <p>The proxies are those of the JVM ({@link java.net.ProxySelector#getDefault}).
 *
 * <p>A fetch is one request. If the connection closes before the response begins, the JDK's client
 * sends the request once more.
 */
final class HttpKeySetSource implements KeySetSource {
  /** Much more than needed: a key set of ten RSA-4096 keys takes 8 KiB. */
  private static final int MAX_DOCUMENT_BYTES = 256 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private final URI url;
  private final HttpRequest request;
  private final HttpClient client;
  private final Duration answerTimeout;

  HttpKeySetSource(URI url) {
    this(url, CONNECT_TIMEOUT, ANSWER_TIMEOUT);
  }

  /**
   * Creates a source with other time-outs.
   *
   * @param answerTimeout the time-out of a whole fetch, including the connection
   * @throws IllegalArgumentException if the URL is not an http or https URL
   */
  HttpKeySetSource(URI url, Duration connectTimeout, Duration answerTimeout) {
    this.url = url;
    this.answerTimeout = answerTimeout;
    this.request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(connectTimeout)
            .followRedirects(HttpClient.Redirect.NEVER);
    // The client uses the JVM's proxies by itself, but not the passwords for them.
    Authenticator passwords = Authenticator.getDefault();
    this.client = (passwords == null ? builder : builder.authenticator(passwords)).build();
  }

  @Override
  public String fetch() throws IOException {
    CompletableFuture<HttpResponse<String>> exchange =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_DOCUMENT_BYTES));
    try {
      // The time-out of HttpRequest ends with the headers. This one also covers a slow body.
      HttpResponse<String> response = exchange.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException(url + " responded with status " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new IOException(url + " did not answer within " + answerTimeout, e);
    } catch (ExecutionException e) {
      throw new IOException(url + " cannot be fetched: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(url + ": the fetch was interrupted", e);
    } finally {
      exchange.cancel(true);
    }
  }
}
