package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.document.WalkThrough;
import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows {@code docs/extending.md} literally: runs its commands in an empty folder, compares its
 * code with the generated feature, and serves the feature with the packaged server.
 */
@Tag("slow")
final class NewFeatureIT {
  private static final Path ROOT = MavenProject.ROOT;
  private static final Path DOCUMENT = ROOT.resolve("docs/extending.md");
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @BeforeEach
  void layOutWhatTheReaderHas() throws IOException {
    Files.createSymbolicLink(folder.resolve("scripts"), ROOT.resolve("scripts"));
    MavenProject project = new MavenProject(folder);
    for (String module :
        List.of(
            "domain",
            "application",
            "adapters-cognito",
            "adapters-embedded",
            "adapters-http",
            "adapters-jwt",
            "adapters-lambda",
            "adapters-memory",
            "adapters-redis",
            "assembly",
            "testkit",
            "testkit-server")) {
      project.install(module);
    }
  }

  @Test
  void tutorial_creates_a_feature_that_the_server_serves() throws IOException {
    SecretsInUse.note(WalkThrough.of(DOCUMENT, "From an empty folder").run(folder, 8080, TIMEOUT));
    assertCodeIsWhatTheDocumentShows();
    assertTestsHaveRun(folder.resolve("guestbook/target/surefire-reports"));
    Path jar = folder.resolve("guestbook/target/guestbook.jar");
    try (GatehouseProcess gatehouse =
        GatehouseProcess.serve(folder, Map.of(), "--features", jar.toString())) {
      assertThat(gatehouse.output()).contains("Features: guestbook");
      SecretsInUse.note(
          WalkThrough.of(DOCUMENT, "Serving it").run(folder, gatehouse.port(), TIMEOUT));
    }
    assertRefusedStarts(jar);
  }

  /** Checks that each piece of code in the document is in the file named above it. */
  private void assertCodeIsWhatTheDocumentShows() throws IOException {
    List<MatchResult> pieces =
        Pattern.compile("(?:`(guestbook/[^`]+)`:\n\n)?```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT))
            .results()
            .toList();
    assertThat(pieces).hasSizeGreaterThan(7);
    String file = "";
    for (MatchResult piece : pieces) {
      file = piece.group(1) == null ? file : piece.group(1);
      assertThat(Files.readString(folder.resolve(file))).as(file).contains(piece.group(2).strip());
    }
  }

  private static void assertTestsHaveRun(Path reports) throws IOException {
    try (Stream<Path> files = Files.list(reports)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(
              "com.example.guestbook.GuestbookApiTest.txt",
              "com.example.guestbook.ArchitectureTest.txt",
              "com.example.guestbook.adapter.memory.InMemoryNotesTest.txt");
    }
  }

  private void assertRefusedStarts(Path jar) throws IOException {
    assertThat(refused(2, Map.of("GUESTBOOK_MOST_NOTES", "many"), "--features", jar.toString()))
        .isEqualTo(
            "gatehouse: GUESTBOOK_MOST_NOTES is \"many\"; it may be a whole number from 1 to"
                + " 1000000\n");
    assertThat(refused(2, Map.of(), "--features", "nowhere"))
        .isEqualTo("gatehouse: nowhere is neither a jar nor a folder with a jar\n");
    assertThat(refused(2, Map.of(), "--features"))
        .startsWith("gatehouse: ")
        .contains("--features", "PATH")
        .hasLineCount(1);
    Path jars = Files.createDirectories(folder.resolve("jars"));
    Files.copy(jar, jars.resolve("renamed.jar"));
    assertThat(refused(2, Map.of(), "--features", ROOT.resolve("domain/target").toString()))
        .contains("names a feature in META-INF/services");
    assertThat(serves(jars)).contains("Features: guestbook");
    try (GatehouseProcess config =
        GatehouseProcess.launch(folder, Map.of(), "config", "--features", jars.toString())) {
      assertThat(config.exitCode()).isZero();
      assertThat(config.output()).containsPattern("GUESTBOOK_MOST_NOTES +10000 +default");
    }
  }

  private String serves(Path jars) {
    try (GatehouseProcess gatehouse =
        GatehouseProcess.serve(folder, Map.of(), "--features", jars.toString())) {
      return gatehouse.output();
    }
  }

  private String refused(int code, Map<String, String> variables, String... arguments) {
    try (GatehouseProcess gatehouse = GatehouseProcess.launch(folder, variables, arguments)) {
      assertThat(gatehouse.exitCode()).isEqualTo(code);
      return gatehouse.output();
    }
  }

  @Test
  void script_refuses_invalid_arguments() throws IOException {
    Files.createDirectory(folder.resolve("taken"));
    for (String words :
        List.of("", "Demo", "a_b", "-x", "new", "taken", "x dev.gatehouse.x", "x y z")) {
      Execution script =
          Execution.of(
              new ProcessBuilder("bash", "-c", "scripts/new-feature.sh " + words + " 2>&1; echo $?")
                  .directory(folder.toFile()),
              TIMEOUT);

      assertThat(script.output()).as(words).startsWith("new-feature.sh: ").endsWith("2\n");
      assertThat(script.output().lines()).hasSize(2);
    }
  }
}
