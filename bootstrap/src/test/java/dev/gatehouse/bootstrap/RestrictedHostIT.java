package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the packaged jar as services and containers do: with an empty environment, as a user that
 * nobody knows, without a usable temporary folder, on a read-only disk, and beside another server.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class RestrictedHostIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path JAR = Path.of("target", "gatehouse.jar").toAbsolutePath();
  private static final Map<String, String> NOTHING = Map.of();
  private static final String PASSWORD = "Correct1horse";

  /** The user of the server, which has no name and no home. */
  private static final int SERVER = 54321;

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
    command.addAll(GatehouseProcess.OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> as(int user, int group, List<String> command) {
    List<String> words =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"));
    words.addAll(command);
    return words;
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

  private static void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", SERVER);
    Files.setAttribute(path, "unix:gid", SERVER);
  }

  /** Only root can start a process of another user, who must be able to read the program. */
  private static void assumeServerUser() throws IOException {
    assumeTrue(isRoot(), "only root starts a process of another user");
    assumeWorks(
        "another user cannot read the program",
        as(SERVER, 0, List.of("test", "-r", JAR.toString(), "-a", "-x", JAVA.toString())));
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

  private static String keyOfLogin(GatehouseProcess gatehouse) throws IOException {
    try (HttpConnection connection = gatehouse.connect()) {
      String token =
          connection
              .post("/login", "{\"username\":\"alice\",\"password\":\"%s\"}".formatted(PASSWORD))
              .text("idToken");
      String header = token.substring(0, token.indexOf('.'));
      return new Response(
              0,
              Map.of(),
              new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
          .text("kid");
    }
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

      assertLinesOfGatehouse(gatehouse, "NativeFolder", "SignatureProvider", "Argon2");
      assertThat(gatehouse.output())
          .contains("unpacked in " + data.resolve("native") + ", not in " + none);
    }
    try (GatehouseProcess doctor = launch(NOTHING, java(options, "doctor"))) {
      assertThat(doctor.exitCode()).as(doctor.output()).isZero();
      assertThat(doctor.output())
          .contains(
              "warning temporary_folder_unusable",
              none.toString(),
              "warning password_hashing_slow: Bouncy Castle");
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

      assertLinesOfGatehouse(gatehouse, "NativeFolder", "SignatureProvider", "Argon2");
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

  @Test
  void server_runs_on_a_read_only_disk_as_a_user_without_name_and_home() throws IOException {
    assumeServerUser();
    String mounts = "mount --bind %1$s %1$s && mount -o remount,bind,ro /".formatted(data);
    assumeWorks(
        "mounts are not allowed",
        mounted(mounts, List.of("sh", "-c", "! touch " + folder.resolve("written"))));
    // As in the image: the user is in the group of root.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwx---"));
    try (GatehouseProcess gatehouse =
        launch(NOTHING, mounted(mounts, as(SERVER, 0, java(List.of())))).waitUntilReady()) {
      registerAndLogIn(gatehouse, "alice");

      assertLinesOfGatehouse(gatehouse, "NativeFolder");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Kathmandu, tr, TR",
    "America/St_Johns, ar, EG",
    "No/Such_Zone, th, TH",
    ":/etc/localtime, xx, XX"
  })
  void time_zone_and_locale_change_nothing(String zone, String language, String country)
      throws IOException {
    List<String> options =
        List.of("-Duser.language=" + language, "-Duser.country=" + country, "-Duser.home=?");
    try (GatehouseProcess gatehouse =
        launch(Map.of("TZ", zone, "LANG", "none"), java(options)).waitUntilReady()) {
      registerAndLogIn(gatehouse, "TITI");
      assertThat(logIn(gatehouse, "titi")).isEqualTo(200);

      assertLinesOfGatehouse(gatehouse);
      assertThat(gatehouse.output()).contains(Integer.toString(gatehouse.port()));
    }
    for (String command : List.of("config", "doctor")) {
      try (GatehouseProcess ended = launch(Map.of("PORT", "8081"), java(options, command))) {
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).matches("(?s)\\p{ASCII}*").doesNotContain("Exception");
      }
    }
  }

  @Test
  void server_listens_on_ipv6_only() throws IOException {
    Map<String, String> variables =
        Map.of("HOST", "::1", "PORT", Integer.toString(GatehouseProcess.freePort()));
    try (GatehouseProcess gatehouse = launch(variables, java(List.of())).waitUntilReady();
        GatehouseProcess health = launch(variables, java(List.of(), "health"))) {
      registerAndLogIn(gatehouse, "alice");

      assertThat(gatehouse.output()).contains("http://[::1]:" + variables.get("PORT"));
      assertThat(health.exitCode()).as(health.output()).isZero();
    }
  }

  @Test
  void second_server_shares_the_users() throws IOException {
    try (GatehouseProcess first = launch(NOTHING, java(List.of()));
        GatehouseProcess second = launch(NOTHING, java(List.of()))) {
      registerAndLogIn(first.waitUntilReady(), "alice");
      assertThat(logIn(second.waitUntilReady(), "alice")).isEqualTo(200);
      first.terminate();
      assertThat(first.exitCode()).isEqualTo(143);
      registerAndLogIn(second, "bob");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void commands_of_root_leave_files_that_the_server_can_use(boolean ownFolder) throws IOException {
    assumeServerUser();
    if (ownFolder) {
      give(data);
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwx---"));
    List<String> server = as(SERVER, 0, java(List.of()));
    try (GatehouseProcess gatehouse = launch(NOTHING, server).waitUntilReady()) {
      registerAndLogIn(gatehouse, "alice");
    }
    for (String command : List.of("rotate-key", "users list", "doctor")) {
      try (GatehouseProcess ended = launch(NOTHING, java(List.of(), command.split(" ", -1)))) {
        assertThat(ended.exitCode()).as(ended.output()).isZero();
      }
    }
    try (GatehouseProcess refused =
        launch(NOTHING, as(SERVER + 1, 0, java(List.of(), "rotate-key")))) {
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).hasLineCount(1).contains("belongs to another user");
    }

    try (GatehouseProcess gatehouse = launch(GatehouseProcess.UNLIMITED, server).waitUntilReady();
        GatehouseProcess rotation = launch(NOTHING, java(List.of(), "rotate-key"))) {
      assertThat(rotation.exitCode()).isZero();
      String newKey = rotation.output().split(" ", -1)[4];
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!keyOfLogin(gatehouse).equals(newKey)) {
        assertThat(System.nanoTime()).as(gatehouse.output()).isLessThan(deadline);
      }
    }
  }
}
