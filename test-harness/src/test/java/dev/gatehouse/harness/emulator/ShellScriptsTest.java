package dev.gatehouse.harness.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every shell script of the repository, read by ShellCheck. */
@RequiresTool(Tool.SHELLCHECK)
class ShellScriptsTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git", "data");

  /** The wrapper is generated, by Maven. */
  private static final Path GENERATED = REPOSITORY.resolve("mvnw");

  private static final Pattern SHEBANG = Pattern.compile("#!.*\\b(?:ba|da)?sh\\b.*");

  @Test
  void shellcheck_finds_no_problem_in_the_scripts() throws Exception {
    List<Path> scripts = scripts();
    assertThat(scripts)
        .contains(
            REPOSITORY.resolve("gatehouse"), REPOSITORY.resolve("scripts/create-user-pool.sh"));

    List<String> command = new ArrayList<>(List.of("shellcheck"));
    scripts.forEach(script -> command.add(REPOSITORY.relativize(script).toString()));
    Execution check =
        Execution.of(
            new ProcessBuilder(command).directory(REPOSITORY.toFile()), Duration.ofMinutes(2));

    assertThat(check.output() + check.errors()).isEmpty();
    assertThat(check.exitCode()).isZero();
  }

  private static List<Path> scripts() throws IOException {
    List<Path> scripts = new ArrayList<>();
    Files.walkFileTree(
        REPOSITORY,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(GENERATED) && isShellScript(file)) {
              scripts.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return scripts;
  }

  private static boolean isShellScript(Path file) throws IOException {
    if (file.toString().endsWith(".sh")) {
      return true;
    }
    // Not every file is text.
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      char[] start = new char[64];
      int length = reader.read(start);
      return length > 0 && SHEBANG.matcher(new String(start, 0, length)).lookingAt();
    }
  }
}
