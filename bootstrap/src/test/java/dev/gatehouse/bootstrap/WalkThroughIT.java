package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.CognitoLocal;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  @TempDir private Path folder;

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

  private void assertAnswers(int port, String title) throws IOException {
    WalkThrough.of(Path.of("..", "README.md"), title).assertAnswers(folder, port, TIMEOUT);
  }
}
