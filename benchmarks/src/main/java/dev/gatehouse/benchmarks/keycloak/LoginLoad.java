package dev.gatehouse.benchmarks.keycloak;

import dev.gatehouse.benchmarks.Client;
import dev.gatehouse.benchmarks.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends the requests of some users to a running server, one at a time for each user. */
final class LoginLoad {
  private final Client client = new Client();
  private final LoginServer product;
  private final Server server;
  private final List<LoginSession> sessions;

  LoginLoad(LoginServer product, Server server, List<String> users) {
    this.product = product;
    this.server = server;
    this.sessions =
        users.stream().map(user -> new LoginSession(client, product, server, user)).toList();
  }

  LoginServer product() {
    return product;
  }

  long residentMebibytes() {
    return server.residentMebibytes();
  }

  /**
   * Logs a user in, one time after the other. The first hashes of a new JVM can take too long on a
   * busy machine, so these logins may fail.
   */
  void warmUp(String user, int logins) throws InterruptedException {
    for (int i = 0; i < logins; i++) {
      client.status(product.login(server, user));
    }
  }

  /** Repeats a step. Returns the server's CPU time per request in milliseconds. */
  double cpuMillis(LoginSession.Step step, int requestsOfUser) throws Exception {
    Duration before = server.cpu();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> users = new ArrayList<>();
      for (LoginSession session : sessions) {
        users.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < requestsOfUser; i++) {
                    step.run(session);
                  }
                  return null;
                }));
      }
      for (Future<?> user : users) {
        user.get();
      }
    }
    long requests = (long) sessions.size() * requestsOfUser;
    return server.cpu().minus(before).toNanos() / 1e6 / requests;
  }
}
