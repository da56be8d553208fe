package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A client that refreshes one session again and again, always with the newest token. */
final class RefreshingClient {
  private final Client client;
  private final Server server;
  private String token;

  /** Logs the user {@code alice} in. */
  RefreshingClient(Client client, Server server) throws IOException, InterruptedException {
    this.client = client;
    this.server = server;
    this.token = Client.refreshToken(client.answer(Client.login(server, "alice")));
  }

  /** Refreshes without a pause until the end. */
  void repeat(Load load, BooleanSupplier over) {
    try {
      while (!over.getAsBoolean()) {
        HttpRequest request = Client.refresh(server, token);
        long sent = System.nanoTime();
        HttpResponse<String> response = client.answer(request);
        load.record(Duration.ofNanos(System.nanoTime() - sent), response.statusCode());
        if (response.statusCode() == 200) {
          token = Client.refreshToken(response);
        }
      }
    } catch (IOException e) {
      load.record(Duration.ZERO, 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
