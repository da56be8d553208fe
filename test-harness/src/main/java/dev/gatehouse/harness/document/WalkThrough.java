package dev.gatehouse.harness.document;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands in a section of a document, with the output that it shows. */
public final class WalkThrough {
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

  /**
   * Reads the section with this title.
   *
   * @throws IllegalArgumentException if it has no commands
   */
  public static WalkThrough of(Path document, String title) throws IOException {
    String text = Files.readString(document);
    String section = text.substring(text.indexOf("## " + title));
    int next = section.indexOf("\n## ", 1);
    List<Step> steps =
        Pattern.compile("```console\n(.*?)```", Pattern.DOTALL)
            .matcher(next < 0 ? section : section.substring(0, next))
            .results()
            .map(block -> step(block.group(1)))
            .toList();
    if (steps.size() < 3) {
      throw new IllegalArgumentException("the section has less than 3 commands");
    }
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
    if (!command.startsWith("$ ")) {
      throw new IllegalArgumentException("not a command: " + command);
    }
    return new Step(
        command.substring(2), lines.stream().skip(last + 1).collect(Collectors.joining("\n")));
  }

  /**
   * Runs the commands in a folder with a server on this port instead of 8080. One shell runs all of
   * them, because they share variables.
   *
   * @return the commands and their output, which contain passwords and tokens
   * @throws AssertionError if a command prints something else than the document shows
   */
  public String run(Path folder, int port, Duration timeout) throws IOException {
    String script =
        steps.stream()
            .map(step -> step.command().replace(":8080", ":" + port) + "\necho; echo '== end =='\n")
            .collect(Collectors.joining());
    Execution shell =
        Execution.of(new ProcessBuilder("bash", "-c", script).directory(folder.toFile()), timeout);
    String[] answers = shell.output().split("\n== end ==\n", -1);
    for (int i = 0; i < steps.size(); i++) {
      String answer = masked(answers[i]);
      String expected = masked(steps.get(i).answer());
      if (!answer.equals(expected)) {
        throw new AssertionError(
            steps.get(i).command() + "\nprinted\n" + answer + "\ninstead of\n" + expected);
      }
    }
    return script.replace("\\\"", "\"") + shell.output();
  }

  private static String masked(String text) {
    return CHANGING.matcher(text).replaceAll("...").replace("\r", "").strip();
  }
}
