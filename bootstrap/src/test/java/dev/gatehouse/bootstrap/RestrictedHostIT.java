package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar as services and containers do: without a usable temporary folder. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class RestrictedHostIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path JAR = Path.of("target", "gatehouse.jar").toAbsolutePath();
  private static final Map<String, String> NOTHING = Map.of();
  private static final String PASSWORD = "Correct1horse";

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void createFolder() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    for (Path shared : List.of(folder, data)) {
      Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static List<String> java(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a command in which mounts are private, after commands that mount. */
  private static List<String> mounted(String mounts, List<String> command) {
    List<String> words = new ArrayList<>(List.of("unshare", "--mount"));
    if (!isRoot()) {
      words.add("--map-root-user");
    }
    words.addAll(List.of("sh", "-c", mounts + " && exec \"$@\"", "sh"));
    words.addAll(command);
    return words;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void assumeWorks(String why, List<String> command) throws IOException {
    Execution tried = Execution.of(new ProcessBuilder(command), Duration.ofSeconds(10));
    assumeTrue(tried.exitCode() == 0, why + ": " + tried.errors());
  }

  private GatehouseProcess launch(Map<String, String> variables, List<String> command) {
    return GatehouseProcess.launch(folder, variables, command);
  }

  private static void registerAndLogIn(GatehouseProcess gatehouse, String name) throws IOException {
    try (HttpConnection connection = gatehouse.connect()) {
      assertThat(connection.post("/users", registration(name)).status())
          .as(gatehouse.output())
          .isEqualTo(201);
    }
    assertThat(logIn(gatehouse, name)).as(gatehouse.output()).isEqualTo(200);
  }

  private static String registration(String name) {
    return "{\"username\":\"%s\",\"password\":\"%s\",\"email\":\"a@example.com\"}"
        .formatted(name, PASSWORD);
  }

  private static int logIn(GatehouseProcess gatehouse, String name) throws IOException {
    try (HttpConnection connection = gatehouse.connect()) {
      return connection
          .post("/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD))
          .status();
    }
  }

  /** Checks that each line of the log is one of Gatehouse's, so that none is of a stack trace. */
  private static void assertLinesOfGatehouse(GatehouseProcess gatehouse, String... loggers) {
    assertThat(gatehouse.output().lines().filter(line -> !line.startsWith("{")))
        .as(gatehouse.output())
        .allMatch(line -> line.matches("\\S+Z INFO  \\S+ .*|WARNING: java.io.tmpdir .*"));
    for (String logger : loggers) {
      assertThat(gatehouse.output()).containsOnlyOnce(" INFO  " + logger + " ");
    }
  }

  @Test
  void library_is_unpacked_in_the_data_folder_if_there_is_no_temporary_folder() throws IOException {
    Path none = Files.createFile(folder.resolve("file"));
    List<String> options = List.of("-Djava.io.tmpdir=" + none);
    try (GatehouseProcess gatehouse = launch(NOTHING, java(options)).waitUntilReady()) {
      registerAndLogIn(gatehouse, "alice");

      assertLinesOfGatehouse(gatehouse, "NativeFolder", "SignatureProvider");
      assertThat(gatehouse.output())
          .contains("unpacked in " + data.resolve("native") + ", not in " + none);
    }
    try (GatehouseProcess doctor = launch(NOTHING, java(options, "doctor"))) {
      assertThat(doctor.exitCode()).as(doctor.output()).isZero();
      assertThat(doctor.output()).contains("warning temporary_folder_unusable", none.toString());
    }
  }

  @Test
  void library_is_unpacked_in_the_data_folder_if_nothing_can_be_run_in_the_temporary_one()
      throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    String mounts = "mount -t tmpfs -o noexec none " + temporary;
    assumeWorks("mounting needs root or user namespaces", mounted(mounts, List.of("true")));
    List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
    try (GatehouseProcess gatehouse =
        launch(NOTHING, mounted(mounts, java(options))).waitUntilReady()) {
      registerAndLogIn(gatehouse, "alice");

      assertLinesOfGatehouse(gatehouse, "NativeFolder", "SignatureProvider");
    }

    Map<String, String> inside = Map.of("DATA_DIR", temporary.resolve("data").toString());
    try (GatehouseProcess refused = launch(inside, mounted(mounts, java(options)))) {
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output())
          .startsWith("gatehouse: cannot start: ")
          .contains(temporary + " (nothing in it can be run)", "-Djava.io.tmpdir=")
          .hasLineCount(1);
    }
    mounts += " && mkdir " + temporary.resolve("data");
    try (GatehouseProcess doctor = launch(inside, mounted(mounts, java(options, "doctor")))) {
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.output()).contains("error   native_library_unusable", "/tmp/data (");
    }
  }
}
