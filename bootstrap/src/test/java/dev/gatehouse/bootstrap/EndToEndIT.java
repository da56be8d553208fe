package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the packaged jar and the launcher as a process, in every build. */
final class EndToEndIT {
  private static final Map<String, String> DEFAULTS = Map.of();
  private static final Path LAUNCHER = Path.of("..", "gatehouse").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void users_and_tokens_survive_a_restart() throws IOException {
    // Tokens contain the issuer, so both runs need the same URL.
    Map<String, String> onePublicUrl = Map.of("PUBLIC_URL", "https://auth.example.com");
    String token;
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, onePublicUrl);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      assertThat(connection.post("/users", registration("alice")).status()).isEqualTo(201);
      token = connection.post("/login", login("alice")).text("idToken");
    }
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, onePublicUrl);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      Response me = connection.get("/users/me", "Authorization: Bearer " + token);

      assertThat(me.status()).isEqualTo(200);
      assertThat(me.text("username")).isEqualTo("alice");
      assertThat(connection.post("/login", login("alice")).status()).isEqualTo(200);
      assertThat(connection.post("/users", registration("Alice")).status()).isEqualTo(409);
    }
  }

  @Test
  void start_and_stop_print_only_lines_of_gatehouse() {
    String output;
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, DEFAULTS)) {
      gatehouse.terminate();
      assertThat(gatehouse.exitCode()).isEqualTo(143);
      output = gatehouse.output();
    }
    assertThat(output.lines())
        .as(output)
        .allMatch(line -> line.matches("\\S+Z INFO  (Serving|SigningKeys) .*"))
        .filteredOn(line -> line.contains("Serving on"))
        .singleElement()
        .asString()
        .contains("embedded provider");
  }

  /** An environment without a locale, as under cron: Java then reads arguments as ASCII. */
  @Test
  void launcher_passes_names_of_any_form_in_an_empty_environment() throws IOException {
    List<String> names = List.of("žofie-王", "@names", "-h", "--help");
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, DEFAULTS);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      for (String name : names) {
        assertThat(connection.post("/users", registration(name)).status()).isEqualTo(201);
      }
    }
    for (String name : names) {
      assertThat(users("disable", "--", name))
          .contains(name + " is disabled, all sessions have ended.\n");
    }
    String list = users("list");
    assertThat(list).hasLineCount(names.size());
    for (String name : names) {
      assertThat(list).contains(name + " a@example.com unverified disabled\n");
    }
  }

  /** Runs the command by a script, because the JVM of this test may have no locale either. */
  private String users(String... words) throws IOException {
    Path script = folder.resolve("users.sh");
    Files.writeString(
        script,
        "exec env -i PATH='%s' JAVA_HOME='%s' DATA_DIR='%s' '%s' users '%s'"
            .formatted(
                System.getenv("PATH"),
                System.getProperty("java.home"),
                folder.resolve("data"),
                LAUNCHER,
                String.join("' '", words)));
    Execution execution =
        Execution.of(new ProcessBuilder("sh", script.toString()), Duration.ofMinutes(1));
    assertThat(execution.exitCode()).as(execution.errors()).isZero();
    return execution.output();
  }

  private static String registration(String name) {
    return credentials(name, ",\"email\":\"a@example.com\"");
  }

  private static String login(String name) {
    return credentials(name, "");
  }

  private static String credentials(String name, String more) {
    return "{\"username\":\"" + name + "\",\"password\":\"Correct1horse\"" + more + "}";
  }
}
