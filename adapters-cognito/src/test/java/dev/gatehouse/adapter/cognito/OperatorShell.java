package dev.gatehouse.adapter.cognito;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the project's scripts as an operator does, in a separate folder and environment. */
final class OperatorShell {
  private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, String> environment;

  /** Creates a shell with AWS credentials and a region, whose scripts call this endpoint. */
  OperatorShell(Path folder, URI endpoint) {
    this.folder = folder;
    this.environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("COGNITO_"));
    environment.remove("USER_POOL_ID");
    environment.putAll(
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI",
            "AWS_CONFIG_FILE", folder.resolve("no-config").toString(),
            "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString(),
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_MAX_ATTEMPTS", "1",
            "AWS_REGION", "eu-central-1",
            "COGNITO_ENDPOINT", endpoint.toString(),
            "NO_PROXY", "127.0.0.1"));
  }

  OperatorShell set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  OperatorShell unset(String variable) {
    environment.remove(variable);
    return this;
  }

  /** Runs a script without any input. */
  Execution run(String script, String... arguments) throws IOException {
    return Execution.of(program(script, arguments), ENDS_WITHIN);
  }

  /** Runs a script and enters an answer to its question. */
  Execution runAnswering(String answer, String script) throws IOException {
    Path keyboard = Files.createTempFile("keyboard", null);
    try {
      Files.writeString(keyboard, answer + "\n");
      return Execution.of(program(script).redirectInput(keyboard.toFile()), ENDS_WITHIN);
    } finally {
      Files.delete(keyboard);
    }
  }

  private ProcessBuilder program(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
    program.environment().clear();
    program.environment().putAll(environment);
    return program;
  }

  /** Returns the file that the scripts write for other programs. */
  Path envFile() {
    return folder.resolve("env.sh");
  }
}
