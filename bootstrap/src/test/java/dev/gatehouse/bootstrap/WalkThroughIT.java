package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.document.WalkThrough;
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

/** Runs the commands of the README and of {@code docs/getting-started.md}, on both providers. */
@RequiresTool({Tool.NODE})
final class WalkThroughIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Path README = MavenProject.ROOT.resolve("README.md");
  private static final Path GETTING_STARTED = MavenProject.ROOT.resolve("docs/getting-started.md");

  @TempDir private Path folder;

  @Test
  void embedded_provider_gives_the_responses_of_the_readme() throws IOException {
    assertAnswers(Map.of(), README, "Register, log in, call");
  }

  @Test
  void embedded_provider_gives_the_responses_of_the_walk_through() throws IOException {
    assertAnswers(Map.of(), GETTING_STARTED, "Walk-through");
  }

  @Test
  void account_steps_give_the_documented_responses() throws IOException {
    Path command = folder.resolve("gatehouse");
    Files.writeString(
        command, "#!/bin/sh\nexec '" + String.join("' '", GatehouseProcess.COMMAND) + "' \"$@\"\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
    assertAnswers(
        Map.of("REGISTRATION_CONFIRMATION", "code"), GETTING_STARTED, "The life of an account");
  }

  @Test
  void user_pool_gives_the_same_responses() throws IOException {
    try (CognitoLocal emulator = CognitoLocal.start()) {
      assertAnswers(settingsOfNewPool(emulator), README, "Register, log in, call");
      assertAnswers(settingsOfNewPool(emulator), GETTING_STARTED, "Walk-through");
    }
  }

  private static Map<String, String> settingsOfNewPool(CognitoLocal emulator) {
    CognitoLocal.UserPool pool = emulator.createUserPool();
    return Map.of(
        "USER_POOL_ID", pool.userPoolId(),
        "COGNITO_CLIENT_ID", pool.clientId(),
        "COGNITO_ENDPOINT", emulator.endpoint().toString(),
        "COGNITO_ISSUER", pool.issuer(),
        "COGNITO_JWKS_URL", pool.jwksUrl().toString(),
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local");
  }

  private void assertAnswers(Map<String, String> settings, Path page, String title)
      throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, settings)) {
      String pool = settings.get("USER_POOL_ID");
      assertThat(gatehouse.output())
          .contains(pool == null ? "the embedded provider" : "the Cognito user pool " + pool);
      SecretsInUse.note(WalkThrough.of(page, title).run(folder, gatehouse.port(), TIMEOUT));
    }
  }
}
