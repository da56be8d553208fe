package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the archive in another folder than the one where it was built, without java on the path.
 * Run by {@code ./mvnw -Pdist verify}.
 */
final class ArchiveChecks {
  private static final Path HOME = Path.of(System.getProperty("gatehouse.home"));
  private static final Path ARCHIVE = Path.of(System.getProperty("gatehouse.archive"));

  @TempDir private Path folder;

  @Test
  void archive_is_below_100_mb_and_matches_its_checksum() throws IOException {
    assertThat(Files.size(ARCHIVE)).isLessThan(100_000_000);
    ProcessBuilder sums = new ProcessBuilder("sha256sum", "--check", "SHA256SUMS");
    Execution checked =
        Execution.of(sums.directory(ARCHIVE.resolveSibling(".").toFile()), Duration.ofMinutes(1));

    assertThat(checked.exitCode()).as(checked.errors()).isZero();
    assertThat(checked.output()).contains(ARCHIVE.getFileName() + ": OK", "bom.json: OK");
  }

  @Test
  void start_accepts_its_own_aot_cache_only() throws IOException {
    Map<String, String> insisting = Map.of("JAVA_OPTS", "-XX:AOTMode=on");
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, insisting)) {
      assertThat(gatehouse.output()).contains("Serving on");
    }
    Path other = Files.writeString(folder.resolve("other.aot"), "no cache");
    try (GatehouseProcess gatehouse =
        GatehouseProcess.launch(
            folder, Map.of("JAVA_OPTS", "-XX:AOTMode=on -XX:AOTCache=" + other), "--version")) {
      assertThat(gatehouse.exitCode()).as(gatehouse.output()).isNotZero();
    }
  }

  @Test
  void start_unpacks_no_native_library_and_uses_fast_signatures() throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    try (GatehouseProcess gatehouse =
            GatehouseProcess.serve(
                folder, Map.of("JAVA_OPTS", "-Djava.io.tmpdir=" + scratch, "LOG_LEVEL", "DEBUG"));
        Stream<Path> files = Files.walk(scratch)) {
      assertThat(gatehouse.output()).contains("Signatures are verified by AmazonCorretto");
      assertThat(files.filter(Files::isRegularFile))
          .noneMatch(file -> file.toString().matches(".*\\.(so|dylib|jnilib)"));
    }
  }

  @Test
  void start_and_stop_print_only_lines_of_gatehouse() {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of())) {
      gatehouse.terminate();
      assertThat(gatehouse.exitCode()).isEqualTo(143);
      assertThat(gatehouse.output().lines())
          .allMatch(line -> line.matches("\\S+Z INFO  (Serving|SigningKeys) .*"));
    }
  }

  @Test
  void process_exits_when_its_memory_is_used_up() {
    try (GatehouseProcess gatehouse =
        GatehouseProcess.launch(
            folder, Map.of("JAVA_OPTS", "-Xms8m -Xmx8m -Xmn1m"), "serve", "--help")) {
      assertThat(gatehouse.exitCode()).as(gatehouse.output()).isEqualTo(3);
    }
  }

  @Test
  void wrong_setting_or_command_prints_one_line() {
    for (String word : List.of("serve", "lst")) {
      try (GatehouseProcess gatehouse =
          GatehouseProcess.launch(folder, Map.of("HOST", "a b"), word)) {
        assertThat(gatehouse.exitCode()).isEqualTo(2);
        assertThat(gatehouse.output()).startsWith("gatehouse: ").hasLineCount(1);
      }
    }
  }

  @Test
  void health_command_succeeds_for_a_running_server() {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of());
        GatehouseProcess health =
            GatehouseProcess.launch(
                folder, Map.of("PORT", Integer.toString(gatehouse.port())), "health")) {
      assertThat(health.exitCode()).as(health.output()).isZero();
    }
  }

  @Test
  void bill_of_materials_lists_every_shipped_library() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(HOME.resolve("bom.json").toFile());
    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    Set<String> listed =
        StreamSupport.stream(bom.path("components").spliterator(), false)
            .map(it -> it.path("name").asText() + "-" + it.path("version").asText())
            .collect(Collectors.toSet());
    try (Stream<Path> jars = Files.list(HOME.resolve("app/lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(jar -> assertThat(listed).anyMatch(jar::startsWith));
    }
  }
}
