package dev.gatehouse.adapter.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppendedLinesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"'', 'c|'", "'a|', 'a|c|'", "'a|b', 'a|b|c|'", "'|', '|c|'"})
  void line_is_never_appended_to_an_unfinished_one(String before, String after) throws IOException {
    Files.writeString(folder.resolve("lines"), before.replace('|', '\n'));

    new DataDirectory(folder).appendLine("lines", "c");

    assertThat(folder.resolve("lines")).hasContent(after.replace('|', '\n'));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void line_that_does_not_fit_leaves_no_part_of_it() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines"), "first\n");

    Execution failed = appendWithLimitedFileSize("x".repeat(2000));

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.errors()).contains("File too large");
    assertThat(lines).hasContent("first\n");
    assertThat(appendWithLimitedFileSize("next").exitCode()).isZero();
    assertThat(lines).hasContent("first\nnext\n");
  }

  /** The limit is 512 or 1024 bytes, as the shell counts. */
  private Execution appendWithLimitedFileSize(String line) throws IOException {
    return Execution.of(
        new ProcessBuilder(
            "sh",
            "-c",
            "ulimit -f 1; exec \"$0\" -XX:-UsePerfData -cp \"$1\" \"$2\" \"$3\" \"$4\"",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            System.getProperty("java.class.path"),
            AppendingProgram.class.getName(),
            folder.toString(),
            line),
        Duration.ofMinutes(1));
  }
}
