package dev.gatehouse.benchmarks.keycloak;

import static java.util.stream.Collectors.joining;

import dev.gatehouse.benchmarks.Server;
import dev.gatehouse.benchmarks.Workspace;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keycloak as its archive starts it, built for production ({@code build}, then {@code start
 * --optimized}).
 *
 * <p>What differs from its defaults: HTTP instead of HTTPS, and the local cache, because there is
 * one node. The database is the default one of {@code start-dev}, a file ({@code dev-file}). A user
 * logs in by a direct access grant of a public client. The realm has the default settings, so
 * passwords are hashed with Argon2 and there are no limits.
 */
final class Keycloak implements LoginServer {
  private static final String OPENID = "/realms/benchmark/protocol/openid-connect/";
  private static final Map<String, String> VARIABLES =
      Map.of("JAVA_HOME", System.getProperty("java.home"));

  private final Workspace workspace;
  private final String program =
      Workspace.onlyFolderIn(Path.of("benchmarks", "target", "keycloak"))
          .resolve("bin/kc.sh")
          .toString();

  Keycloak(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void prepare(List<String> users) throws Exception {
    Path realm = workspace.folder().resolve("realm.json");
    Files.writeString(
        realm,
        """
        {
          "realm": "benchmark",
          "enabled": true,
          "clients": [
            {"clientId": "benchmark", "publicClient": true, "directAccessGrantsEnabled": true}
          ],
          "users": [%s]
        }
        """
            .formatted(users.stream().map(Keycloak::json).collect(joining(","))));
    run("build", "--db=dev-file");
    run("import", "--optimized", "--file=" + realm);
  }

  private static String json(String user) {
    return """
    {
      "username": "%s",
      "enabled": true,
      "email": "%1$s@example.com",
      "firstName": "Alice",
      "lastName": "Example",
      "credentials": [{"type": "password", "value": "%s"}]
    }
    """
        .formatted(user, PASSWORD);
  }

  private void run(String... arguments) throws Exception {
    List<String> command = Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
    int exit = workspace.start(command, VARIABLES, "keycloak.log").waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          command
              + " ended with "
              + exit
              + ": "
              + Files.readString(workspace.folder().resolve("keycloak.log")));
    }
  }

  @Override
  public Server start() throws InterruptedException {
    int port = Server.freePort();
    List<String> command =
        List.of(
            program,
            "start",
            "--optimized",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname-strict=false");
    // The port opens when the server is ready.
    return Server.start(
        workspace, VARIABLES, Workspace.onCore(CORE, command), port, "/realms/benchmark");
  }

  @Override
  public HttpRequest login(Server server, String user) {
    return grant(server, "password&scope=openid&username=" + user + "&password=" + PASSWORD);
  }

  @Override
  public HttpRequest refresh(Server server, String refreshToken) {
    return grant(server, "refresh_token&refresh_token=" + refreshToken);
  }

  private static HttpRequest grant(Server server, String grant) {
    return HttpRequest.newBuilder(server.url(OPENID + "token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("client_id=benchmark&grant_type=" + grant))
        .build();
  }

  @Override
  public HttpRequest whoAmI(Server server, String token) {
    return HttpRequest.newBuilder(server.url(OPENID + "userinfo"))
        .header("Authorization", "Bearer " + token)
        .build();
  }
}
