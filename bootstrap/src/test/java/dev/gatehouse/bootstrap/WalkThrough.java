package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands in a section of a document, with the output that it shows. */
final class WalkThrough {
  /** Parts that differ between runs: ids, tokens, dates. */
  private static final Pattern CHANGING =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|[0-9a-f]{10}-[0-9]+"
              + "|eyJ[\\w.-]+"
              + "|(?<=\"refreshToken\":\")[^\"]+"
              + "|(?<=Date: )[^\r\n]+");

  private record Step(String command, String answer) {}

  private final List<Step> steps;

  private WalkThrough(List<Step> steps) {
    this.steps = steps;
  }

  /** Reads the section with this title. */
  static WalkThrough of(Path document, String title) throws IOException {
    String text = Files.readString(document);
    String section = text.substring(text.indexOf("## " + title));
    int next = section.indexOf("\n## ", 1);
    List<Step> steps =
        Pattern.compile("```console\n(.*?)```", Pattern.DOTALL)
            .matcher(next < 0 ? section : section.substring(0, next))
            .results()
            .map(block -> step(block.group(1)))
            .toList();
    assertThat(steps).hasSizeGreaterThan(2);
    return new WalkThrough(steps);
  }

  /**
   * Parses a block: a command after {@code $}, which continues while lines end in a backslash, and
   * its output.
   */
  private static Step step(String block) {
    List<String> lines = block.lines().toList();
    int last = 0;
    while (lines.get(last).endsWith("\\")) {
      last++;
    }
    String command = lines.stream().limit(last + 1).collect(Collectors.joining("\n"));
    assertThat(command).startsWith("$ ");
    return new Step(
        command.substring(2), lines.stream().skip(last + 1).collect(Collectors.joining("\n")));
  }

  /**
   * Runs the commands in a folder with a server on this port instead of 8080. One shell runs all of
   * them, because they share variables.
   */
  void assertAnswers(Path folder, int port, Duration timeout) throws IOException {
    String script =
        steps.stream()
            .map(step -> step.command().replace(":8080", ":" + port) + "\necho; echo '== end =='\n")
            .collect(Collectors.joining());
    Execution shell =
        Execution.of(new ProcessBuilder("bash", "-c", script).directory(folder.toFile()), timeout);

    SecretsInUse.note(script.replace("\\\"", "\""));
    SecretsInUse.note(shell.output());
    String[] answers = shell.output().split("\n== end ==\n", -1);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(masked(answers[i]))
          .as(steps.get(i).command())
          .isEqualTo(masked(steps.get(i).answer()));
    }
  }

  private static String masked(String text) {
    return CHANGING.matcher(text).replaceAll("...").replace("\r", "").strip();
  }
}
