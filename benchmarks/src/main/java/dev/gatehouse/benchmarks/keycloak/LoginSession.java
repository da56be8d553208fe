package dev.gatehouse.benchmarks.keycloak;

import dev.gatehouse.benchmarks.Client;
import dev.gatehouse.benchmarks.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's client of a server. It fails if a response is not the right one. */
final class LoginSession {
  private static final Pattern TOKEN = Pattern.compile("\"(?:idToken|access_token)\":\"([^\"]+)\"");
  private static final Pattern REFRESH_TOKEN =
      Pattern.compile("\"(?:refreshToken|refresh_token)\":\"([^\"]+)\"");

  /** A request and the check of its response. */
  interface Step {
    void run(LoginSession session) throws IOException, InterruptedException;
  }

  private final Client client;
  private final LoginServer product;
  private final Server server;
  private final String user;
  private String token = "";
  private String refreshToken = "";

  LoginSession(Client client, LoginServer product, Server server, String user) {
    this.client = client;
    this.product = product;
    this.server = server;
    this.user = user;
  }

  void logIn() throws IOException, InterruptedException {
    readTokens(product.login(server, user));
  }

  /** Refreshes the session. Each refresh token is used once, although Keycloak allows more. */
  void refresh() throws IOException, InterruptedException {
    readTokens(product.refresh(server, refreshToken));
  }

  void whoAmI() throws IOException, InterruptedException {
    String body = body(product.whoAmI(server, token));
    if (!body.contains("\"" + user + "\"")) {
      throw new IllegalStateException("not the user " + user + ": " + body);
    }
  }

  private void readTokens(HttpRequest request) throws IOException, InterruptedException {
    String body = body(request);
    token = first(TOKEN, body);
    refreshToken = first(REFRESH_TOKEN, body);
  }

  private String body(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.answer(request);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          request + " answered " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static String first(Pattern pattern, String body) {
    Matcher found = pattern.matcher(body);
    if (!found.find()) {
      throw new IllegalStateException("no token: " + body);
    }
    return found.group(1);
  }
}
