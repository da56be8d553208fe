package dev.gatehouse.benchmarks.keycloak;

import dev.gatehouse.benchmarks.Client;
import dev.gatehouse.benchmarks.Server;
import dev.gatehouse.benchmarks.Workspace;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A product that logs users in by their password: how to start it on one core, and to call it. */
interface LoginServer {
  int CORE = 0;
  String PASSWORD = "Correct1horse";

  /** Creates its data with some users and starts it for the first time. */
  void prepare(List<String> users) throws Exception;

  /** Starts it with the data. */
  Server start() throws InterruptedException;

  HttpRequest login(Server server, String user);

  HttpRequest refresh(Server server, String refreshToken);

  /** Creates the request that returns who the token's user is. */
  HttpRequest whoAmI(Server server, String token);

  /** Gatehouse as its script starts it, with the embedded provider, but without rate limits. */
  record Gatehouse(Workspace workspace) implements LoginServer {
    private static final String PROGRAM = Path.of("gatehouse").toAbsolutePath().toString();

    @Override
    public void prepare(List<String> users) throws InterruptedException {
      try (Server server = start()) {
        Client client = new Client();
        for (String user : users) {
          // On a busy machine, a new JVM can need longer for its first hash than it may take.
          while (client.status(Client.registration(server, user)) == 503) {}
        }
      }
    }

    @Override
    public Server start() throws InterruptedException {
      return Server.start(workspace, Map.of(), Workspace.onCore(CORE, List.of(PROGRAM)));
    }

    @Override
    public HttpRequest login(Server server, String user) {
      return Client.login(server, user);
    }

    @Override
    public HttpRequest refresh(Server server, String refreshToken) {
      return Client.refresh(server, refreshToken);
    }

    @Override
    public HttpRequest whoAmI(Server server, String token) {
      return Client.me(server, token);
    }
  }
}
