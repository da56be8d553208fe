package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the archive's unit with systemd. Run by {@code ./mvnw -Pdist verify}. */
@RequiresTool(Tool.SYSTEMD_ANALYZE)
final class SystemdUnitChecks {
  private static final Path HOME = Path.of(System.getProperty("gatehouse.home"));

  @TempDir private Path folder;

  @Test
  void systemd_unit_is_valid_and_sandboxed() throws IOException {
    String unit = Files.readString(HOME.resolve("systemd/gatehouse.service"));
    Path link = Files.createSymbolicLink(folder.resolve("home"), HOME);
    Path copy = folder.resolve("gatehouse.service");
    Files.writeString(copy, unit.replace("/opt/gatehouse", link.toString()));

    Execution verified = analyze("verify", copy.toString());
    assertThat(verified.exitCode()).as(verified.errors()).isZero();
    assertThat(verified.output() + verified.errors()).doesNotContain("gatehouse.service");
    Execution rated = analyze("security", "--offline=true", "--threshold=15", copy.toString());
    assertThat(rated.exitCode()).as(rated.output() + rated.errors()).isZero();
  }

  private static Execution analyze(String... words) throws IOException {
    List<String> command = Stream.concat(Stream.of("systemd-analyze"), Stream.of(words)).toList();
    return Execution.of(new ProcessBuilder(command), Duration.ofMinutes(1));
  }
}
