package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.harness.document.WalkThrough;
import dev.gatehouse.harness.http.KeySetServer;
import dev.gatehouse.harness.lambda.FunctionProcess;
import dev.gatehouse.harness.lambda.RuntimeApi;
import dev.gatehouse.testkit.TokenMint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the archive under the runtime client of AWS. */
final class RuntimeClientIT {
  static final Duration TIMEOUT = Duration.ofSeconds(29);
  static final String CLIENT = "1example23456789";
  static final TokenMint POOL = new TokenMint("https://pool.example", "key-1");

  @TempDir private Path folder;

  private static Map<String, String> settings() {
    Map<String, String> variables = new HashMap<>();
    variables.put("SESSION_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    variables.put("PUBLIC_URL", "https://example.com");
    return variables;
  }

  /** The pool cannot be called, but its tokens can be verified. */
  static Map<String, String> settingsOfPool(KeySetServer keys) {
    Map<String, String> variables = settings();
    variables.put("USER_POOL_ID", "eu-central-1_AbCdEfGhI");
    variables.put("COGNITO_CLIENT_ID", CLIENT);
    variables.put("COGNITO_ENDPOINT", "http://127.0.0.1:9");
    variables.put("COGNITO_ISSUER", "https://pool.example");
    variables.put("COGNITO_JWKS_URL", keys.url());
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    return variables;
  }

  private static String token(TokenMint mint) {
    return mint.token(mint.idClaims(CLIENT, Instant.now())).reveal();
  }

  private FunctionProcess start(Map<String, String> variables) {
    return Archive.start(folder, LambdaHandler.class, variables);
  }

  private static int status(FunctionProcess function, byte[] event) {
    return Events.status(function.api().invoke(event, TIMEOUT));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Test
  void commands_of_the_readme_give_the_same_responses() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ProcessBuilder script =
        new ProcessBuilder(Archive.ROOT.resolve("scripts/run-lambda-locally.sh").toString())
            .redirectErrorStream(true);
    script.environment().put("PORT", Integer.toString(port));
    script.environment().put("TMPDIR", folder.toString());
    Process process = script.start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.lines().takeWhile(line -> !line.startsWith("Serving on")))
          .as("what is printed before it serves")
          .noneMatch(line -> line.contains("ERROR"));
      Path work = Files.createDirectories(folder.resolve("work"));
      WalkThrough.of(Archive.ROOT.resolve("README.md"), "Register, log in, call")
          .run(work, port, Duration.ofSeconds(60));
    } finally {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(folder).as("what the script leaves").isDirectoryNotContaining("glob:**/tmp.*");
  }

  @Test
  void first_guarded_request_after_the_restore_finds_the_keys() throws IOException {
    AtomicReference<TokenMint> mint = new AtomicReference<>(POOL);
    Map<String, String> variables;
    try (KeySetServer keys = new KeySetServer(() -> mint.get().keySet())) {
      variables = settingsOfPool(keys);
      variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      try (FunctionProcess function = start(variables)) {
        function.api().awaitInit();
        int before = keys.requests();
        assertThat(before).as("primed").isPositive();
        TokenMint rotated = new TokenMint("https://pool.example", "key-2");
        mint.set(rotated);

        function.api().restore();

        assertThat(status(function, Events.guarded("/users/me", token(rotated)))).isEqualTo(200);
        assertThat(status(function, Events.guarded("/users/me", token(POOL)))).isEqualTo(401);
        assertThat(keys.requests())
            .as("by the hook, maybe by the timer, and for the unknown key")
            .isBetween(before + 2, before + 3);
      }
    }
    assertThat(log()).containsOnlyOnce("Serving cognito").doesNotContain("ERROR");
  }

  @Test
  void missing_settings_end_the_start_with_one_clear_message() throws IOException {
    try (FunctionProcess function = start(Map.of())) {
      assertThatExceptionOfType(RuntimeApi.FunctionException.class)
          .isThrownBy(() -> function.api().awaitInit())
          .withMessageContaining("SESSION_KEY is not set");
      assertThat(function.exitCode()).isNotZero();
    }
    assertThat(log()).contains("SESSION_KEY is not set");
  }

  @Test
  void event_of_another_format_is_an_error_of_the_function() {
    Map<String, String> variables = settings();
    variables.put("IDENTITY_PROVIDER", "embedded");
    variables.put("DATA_DIR", folder.resolve("data").toString());
    try (FunctionProcess function = start(variables)) {
      byte[] old = "{\"version\":\"1.0\"}".getBytes(StandardCharsets.UTF_8);
      assertThatExceptionOfType(RuntimeApi.FunctionException.class)
          .isThrownBy(() -> function.api().invoke(old, TIMEOUT))
          .withMessageContaining("PayloadFormatVersion");
      assertThat(status(function, Events.guarded("/health/ready", "x"))).isEqualTo(200);
    }
  }

  @Test
  void each_line_is_logged_once_in_the_format_of_the_settings() throws IOException {
    Map<String, String> variables = settings();
    variables.put("IDENTITY_PROVIDER", "embedded");
    variables.put("DATA_DIR", folder.resolve("data").toString());
    variables.put("LOG_FORMAT", "json");
    variables.put("LOG_LEVEL", "DEBUG");
    try (FunctionProcess function = start(variables)) {
      byte[] refused = Events.login("nobody");
      assertThat(status(function, refused)).isEqualTo(401);
      assertThat(status(function, Events.guarded("/users/me", "a.b.c"))).isEqualTo(401);
    }
    assertThat(log().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
    assertThat(log())
        .containsOnlyOnce("\"event.action\":\"login_refused\"")
        .containsOnlyOnce("Serving embedded");
    assertThat(log()).as("lines of DEBUG").contains("\"log.level\":\"DEBUG\"");
    assertThat(log()).doesNotContain("Correct1horse");
  }

  @Test
  void old_tls_of_the_runtime_client_is_turned_off_again() throws IOException {
    Map<String, String> variables = settings();
    try (FunctionProcess untouched = start(variables)) {
      // Unpacks the archive.
      assertThat(untouched.exitCode()).isNotZero();
    }
    Archive.add(folder, TlsProbe.class);
    assertThat(protocols(variables, "\"as it is\"")).contains("TLSv1.1");
    assertThat(protocols(variables, "\"corrected\"")).isEqualTo("[TLSv1.3, TLSv1.2]");
  }

  private String protocols(Map<String, String> variables, String event) {
    try (FunctionProcess probe = Archive.start(folder, TlsProbe.class, variables)) {
      return new String(
          probe.api().invoke(event.getBytes(StandardCharsets.UTF_8), TIMEOUT),
          StandardCharsets.UTF_8);
    }
  }
}
