package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.token.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP client of the measured server. */
public final class Client {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refreshToken\":\"([^\"]+)\"");
  private static final Pattern ID_TOKEN = Pattern.compile("\"idToken\":\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Returns the status of the response, or 0 if there is none. */
  public int status(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    }
  }

  /** Returns the response. Fails if there is none. */
  public HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  /** Waits until a started server responds to a request with 200. */
  void awaitOk(HttpRequest request, Process server) throws InterruptedException {
    long begin = System.nanoTime();
    while (status(request) != 200) {
      if (!server.isAlive() || System.nanoTime() - begin > STARTS_WITHIN.toNanos()) {
        throw new IllegalStateException("the server does not start; is it built?");
      }
      server.waitFor(2, TimeUnit.MILLISECONDS);
    }
  }

  /** Registers a user if it does not exist, and logs in. Returns the ID token. */
  String idTokenOf(Server server, String name) throws InterruptedException {
    status(registration(server, name));
    try {
      HttpResponse<String> answer = answer(login(server, name));
      Matcher token = ID_TOKEN.matcher(answer.body());
      if (!token.find()) {
        throw new IllegalStateException("no login: " + answer.statusCode());
      }
      return token.group(1);
    } catch (IOException e) {
      throw new IllegalStateException("no login", e);
    }
  }

  public static HttpRequest registration(Server server, String name) {
    return post(
        server.url("/users"),
        "{\"username\":\"%s\",\"password\":\"Correct1horse\",\"email\":\"%s@example.com\"}"
            .formatted(name, name));
  }

  public static HttpRequest login(Server server, String name) {
    return post(
        server.url("/login"),
        "{\"username\":\"%s\",\"password\":\"Correct1horse\"}".formatted(name));
  }

  /** Returns the refresh token in a response. Fails if there is none. */
  static String refreshToken(HttpResponse<String> response) {
    Matcher token = REFRESH_TOKEN.matcher(response.body());
    if (!token.find()) {
      throw new IllegalStateException("no refresh token: " + response.statusCode());
    }
    return token.group(1);
  }

  public static HttpRequest refresh(Server server, String refreshToken) {
    return post(server.url("/token/refresh"), "{\"refreshToken\":\"%s\"}".formatted(refreshToken));
  }

  /** Creates a login request that a trusted proxy forwards for an address. */
  static HttpRequest loginFrom(Server server, String name, String password, String address) {
    return postFrom(
        server.url("/login"),
        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password),
        address);
  }

  /** Creates a request that a trusted proxy forwards for an address. */
  static HttpRequest postFrom(URI url, String json, String address) {
    return request(url, json).header("X-Forwarded-For", address).build();
  }

  public static HttpRequest me(Server server, String idToken) {
    return me(server.url("/"), new BearerToken(idToken));
  }

  static HttpRequest me(URI server, BearerToken token) {
    return HttpRequest.newBuilder(server.resolve("/users/me"))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token.reveal())
        .build();
  }

  /** Creates a request with a body in JSON. */
  public static HttpRequest post(URI url, String json) {
    return request(url, json).build();
  }

  private static HttpRequest.Builder request(URI url, String json) {
    return HttpRequest.newBuilder(url)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }
}
