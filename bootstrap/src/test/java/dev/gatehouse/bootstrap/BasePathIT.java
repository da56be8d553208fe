package dev.gatehouse.bootstrap;

import static dev.gatehouse.bootstrap.Visitor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses a server whose public URL has a path, through nginx. */
@RequiresTool({Tool.CHROMIUM, Tool.NODE, Tool.NGINX})
@Timeout(Visitor.MOST_SECONDS)
final class BasePathIT {
  @TempDir private Path folder;

  /** nginx removes the path if its target has one. */
  @ParameterizedTest
  @ValueSource(strings = {"/", ""})
  void everything_is_below_the_path(String target) throws IOException {
    int port = GatehouseProcess.freePort();
    String base = "http://127.0.0.1:" + port + "/auth";
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of("PUBLIC_URL", base));
        Nginx nginx = Nginx.start(folder, port, gatehouse.port(), target)) {
      usesTheApi(nginx.port(), base);
      usesThePages(nginx.port());
      try (HttpConnection probe = new HttpConnection(gatehouse.port())) {
        assertThat(probe.get("/health/ready").status()).isEqualTo(200);
      }
    }
  }

  private static void usesTheApi(int port, String base) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      Response registered =
          connection.post(
              "/auth/users",
              "{\"username\":\"alice\",\"password\":\"%s\",\"email\":\"alice@example.com\"}"
                  .formatted(PASSWORD));
      assertThat(registered.status()).isEqualTo(201);
      assertThat(registered.headers()).containsEntry("location", "/auth/users/me");
      String token =
          connection
              .post(
                  "/auth/login", "{\"username\":\"alice\",\"password\":\"%s\"}".formatted(PASSWORD))
              .text("idToken");
      assertThat(connection.get("/auth/users/me", "Authorization: Bearer " + token).status())
          .isEqualTo(200);

      String discovery = connection.get("/auth/.well-known/openid-configuration").body();
      assertThat(discovery)
          .contains(
              "\"issuer\":\"" + base + "\"", "\"jwks_uri\":\"" + base + "/.well-known/jwks.json\"");
      assertThat(connection.get("/auth/.well-known/jwks.json").body()).contains("\"kid\"");
      assertThat(connection.get("/auth/nothing").status()).isEqualTo(404);
      assertThat(connection.get("/auth/login").status()).isEqualTo(405);
    }
  }

  private static void usesThePages(int port) {
    try (Browser browser = new Browser();
        Visitor visitor = browser.visitor(Width.PHONE, port)) {
      visitor.open("/auth/").signsIn("alice", PASSWORD).isAt("My account");
      assertThat(visitor.page().url()).endsWith("/auth/account");
      assertThat(visitor.sessionCookie().path).isEqualTo("/auth");
      visitor.open("/auth/account").isAt("My account").press("Sign out").isAt("Sign in");
      assertThat(visitor.hasSession()).isFalse();

      visitor.open("/auth/docs");
      visitor.page().getByText("/password/forgot").waitFor();
    }
  }

  /** The installed nginx. */
  private record Nginx(Process process, int port) implements AutoCloseable {
    /** Starts nginx and waits until it answers. */
    static Nginx start(Path folder, int port, int upstream, String target) throws IOException {
      Path configuration =
          Files.writeString(
              folder.resolve("nginx.conf"), configuration(folder, port, upstream, target));
      Process process =
          new ProcessBuilder("nginx", "-e", "stderr", "-c", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("nginx.log").toFile())
              .start();
      Nginx nginx = new Nginx(process, port);
      while (!nginx.isListening()) {
        assertThat(process.isAlive())
            .as("%s", Files.readString(folder.resolve("nginx.log")))
            .isTrue();
        Thread.onSpinWait();
      }
      return nginx;
    }

    private static String configuration(Path folder, int port, int upstream, String target) {
      return """
      daemon off;
      pid %1$s/nginx.pid;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        server {
          listen 127.0.0.1:%2$d;
          location /auth/ {
            proxy_pass http://127.0.0.1:%3$d%4$s;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          }
        }
      }
      """
          .formatted(folder, port, upstream, target);
    }

    private boolean isListening() {
      try (HttpConnection connection = new HttpConnection(port)) {
        return connection.get("/auth/health/live").status() == 200;
      } catch (IOException _) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
