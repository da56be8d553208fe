package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ./gatehouse} on a copy of the built files, so that it builds nothing. */
@Tag("slow")
final class LauncherIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String INSIST = "-XX:AOTMode=on";

  @TempDir private Path folder;

  @Test
  void launcher_prepares_a_cache_once_and_ignores_one_that_does_not_fit() throws IOException {
    Path app = layOut();
    Execution first = gatehouse("");
    assertThat(first.exitCode()).as(first.errors()).isZero();
    assertThat(first.output()).startsWith("Usage: gatehouse serve");
    assertThat(first.errors()).startsWith("gatehouse: preparing faster starts").hasLineCount(1);
    Path cache = cache(app);
    FileTime created = Files.getLastModifiedTime(cache);
    assertThat(gatehouse(INSIST)).isEqualTo(withoutErrors(first));

    Path jar = app.resolve("gatehouse.jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    assertThat(gatehouse(INSIST).exitCode()).as("the cache is for another jar").isNotZero();
    assertThat(gatehouse("")).isEqualTo(withoutErrors(first));
    for (String content : List.of("no cache".repeat(10_000), "")) {
      Files.writeString(cache, content);
      assertThat(gatehouse("")).isEqualTo(withoutErrors(first));
    }

    Files.setLastModifiedTime(cache, created);
    Files.setLastModifiedTime(jar, FileTime.from(created.toInstant().plusSeconds(1)));
    assertThat(gatehouse("")).isEqualTo(first);
    assertThat(gatehouse(INSIST)).isEqualTo(withoutErrors(first));
  }

  @Test
  void process_exits_when_its_memory_is_used_up() throws IOException {
    layOut();
    assertThat(gatehouse("-Xms8m -Xmx8m -Xmn1m").exitCode()).isEqualTo(3);
  }

  private Path layOut() throws IOException {
    Path app = Files.createDirectories(folder.resolve("bootstrap/target"));
    copy(app, "target/gatehouse.jar", "target/java.options", "target/lib", "target/native");
    copy(folder, "../gatehouse", "../build");
    return app;
  }

  private static void copy(Path to, String... files) throws IOException {
    List<String> command = new ArrayList<>(List.of("cp", "-a"));
    command.addAll(List.of(files));
    command.add(to.toAbsolutePath().toString());
    Execution copied = Execution.of(new ProcessBuilder(command), TIMEOUT);
    assertThat(copied.exitCode()).as(copied.errors()).isZero();
  }

  private static Path cache(Path app) throws IOException {
    try (Stream<Path> files = Files.list(app)) {
      return files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
    }
  }

  private Execution gatehouse(String options) throws IOException {
    ProcessBuilder launcher = new ProcessBuilder("sh", "gatehouse", "serve", "--help");
    launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
    launcher.environment().put("JAVA_OPTS", options);
    return Execution.of(launcher.directory(folder.toFile()), TIMEOUT);
  }

  private static Execution withoutErrors(Execution execution) {
    return new Execution(execution.exitCode(), execution.output(), "");
  }
}
