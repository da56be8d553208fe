package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.emulator.CognitoLocal;
import dev.gatehouse.testkit.emulator.Execution;
import dev.gatehouse.testkit.emulator.RequiresTool;
import dev.gatehouse.testkit.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's walk-through, run literally, on both providers.
 *
 * <p>Its commands are read from the README, and so are the answers that it shows.
 */
@RequiresTool({Tool.NODE})
final class WalkThroughIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** What differs from run to run: ids, tokens, dates. */
  private static final Pattern CHANGING =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|[0-9a-f]{10}-[0-9]+"
              + "|eyJ[\\w.-]+"
              + "|(?<=\"refreshToken\":\")[^\"]+"
              + "|(?<=Date: )[^\r\n]+");

  @TempDir private Path folder;

  private record Step(String command, String answer) {}

  private static List<Step> steps(String title) throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String section = readme.substring(readme.indexOf("## " + title));
    section = section.substring(0, section.indexOf("\n## ", 1));
    List<Step> steps =
        Pattern.compile("```console\n(.*?)```", Pattern.DOTALL)
            .matcher(section)
            .results()
            .map(block -> step(block.group(1)))
            .toList();
    assertThat(steps).hasSizeGreaterThan(4);
    return steps;
  }

  /**
   * A block is a command after {@code $}, continued while lines end in a backslash, and its answer.
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

  @Test
  void embedded_provider_answers_as_the_readme_shows() throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of())) {
      assertAnswers(gatehouse.port(), "Walk-through");
    }
  }

  @Test
  void account_lives_as_the_readme_shows() throws IOException {
    Path command = folder.resolve("gatehouse");
    Files.writeString(
        command, "#!/bin/sh\nexec '" + String.join("' '", GatehouseProcess.COMMAND) + "' \"$@\"\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
    Map<String, String> codes = Map.of("REGISTRATION_CONFIRMATION", "code");
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, codes)) {
      assertAnswers(gatehouse.port(), "The life of an account");
    }
  }

  @Test
  void user_pool_gives_the_same_answers() throws IOException {
    try (CognitoLocal emulator = CognitoLocal.start()) {
      CognitoLocal.UserPool pool = emulator.createUserPool();
      Map<String, String> variables =
          Map.of(
              "USER_POOL_ID", pool.userPoolId(),
              "COGNITO_CLIENT_ID", pool.clientId(),
              "COGNITO_ENDPOINT", emulator.endpoint().toString(),
              "COGNITO_ISSUER", pool.issuer(),
              "COGNITO_JWKS_URL", pool.jwksUrl().toString(),
              "AWS_ACCESS_KEY_ID", "local",
              "AWS_SECRET_ACCESS_KEY", "local");
      try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, variables)) {
        assertThat(gatehouse.output()).contains("the Cognito user pool " + pool.userPoolId());
        assertAnswers(gatehouse.port(), "Walk-through");
      }
    }
  }

  /** One shell runs all steps, for later ones use variables that earlier ones set. */
  private void assertAnswers(int port, String title) throws IOException {
    List<Step> steps = steps(title);
    String script =
        steps.stream()
            .map(step -> step.command().replace(":8080", ":" + port) + "\necho; echo '== end =='\n")
            .collect(Collectors.joining());
    Execution shell =
        Execution.of(new ProcessBuilder("bash", "-c", script).directory(folder.toFile()), TIMEOUT);

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
