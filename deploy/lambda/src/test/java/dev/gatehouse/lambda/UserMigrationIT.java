package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.http.lambda.Invocation;
import dev.gatehouse.bootstrap.server.ConfiguredGatehouse;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.harness.emulator.CognitoLocal;
import dev.gatehouse.harness.emulator.CognitoLocal.UserPool;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.harness.lambda.FunctionProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Moves users of an embedded provider into an emulated user pool, with the trigger of the archive.
 */
@RequiresTool(Tool.NODE)
@Isolated("it sets the AWS credentials of the process")
final class UserMigrationIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(29);
  private static final List<String> NAMES =
      IntStream.range(0, 100).mapToObj(i -> "User-%02d".formatted(i)).toList();

  @TempDir private Path data;
  @TempDir private Path migrating;

  /** The SDK reads these in the process of the test, where Gatehouse on the user pool runs. */
  @BeforeAll
  static void setCredentials() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  @AfterAll
  static void clearCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static Map<String, String> settings(CognitoLocal cognito, UserPool pool) {
    Map<String, String> variables = new HashMap<>();
    variables.put("SESSION_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    variables.put("PUBLIC_URL", "https://example.com");
    variables.put("USER_POOL_ID", pool.userPoolId());
    variables.put("COGNITO_CLIENT_ID", pool.clientId());
    variables.put("COGNITO_ENDPOINT", cognito.endpoint().toString());
    variables.put("COGNITO_ISSUER", pool.issuer());
    variables.put("COGNITO_JWKS_URL", pool.jwksUrl().toString());
    variables.put("LOGIN_ATTEMPTS_PER_ADDRESS", "1000");
    variables.put("COGNITO_QUOTA_AUTHENTICATION", "0");
    return variables;
  }

  private static int usersOf(CognitoLocal cognito, UserPool pool) throws IOException {
    return new ObjectMapper().readTree(cognito.users(pool).toFile()).path("Users").size();
  }

  private static int status(Gatehouse gatehouse, byte[] event) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      gatehouse
          .lambda()
          .handle(new ByteArrayInputStream(event), output, new Invocation("login", TIMEOUT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Events.status(output.toByteArray());
  }

  /** Logs all users in and returns the status of the responses, without duplicates. */
  private static List<Integer> logIn(Gatehouse gatehouse, UnaryOperator<String> password) {
    return NAMES.stream()
        .map(name -> Events.login(name, password.apply(name)))
        .map(event -> status(gatehouse, event))
        .distinct()
        .toList();
  }

  @Test
  void hundred_users_log_in_to_a_user_pool_with_their_old_passwords() throws IOException {
    EmbeddedUsers old = new EmbeddedUsers(data);
    old.register(RegistrationConfirmation.AUTO, NAMES);
    try (ObjectServer objects = new ObjectServer()) {
      objects.put("backups", "folder/backup.db", Files.readAllBytes(old.backup()));
      try (FunctionProcess trigger =
              Archive.start(
                  migrating,
                  UserMigrationHandler.class,
                  objects.variables("s3://backups/folder/backup.db"));
          InvokeApi lambda = new InvokeApi(trigger.api());
          CognitoLocal cognito = CognitoLocal.startWithMigration(lambda.url())) {
        trigger.api().awaitInit();
        UserPool pool = cognito.createUserPool();
        Map<String, String> settings = settings(cognito, pool);
        try (Gatehouse gatehouse =
            ConfiguredGatehouse.open(
                FunctionSettings.read(settings, List.of()),
                List.of(),
                settings,
                UnaryOperator.identity())) {
          assertThat(logIn(gatehouse, _ -> "Wrong1horse")).containsExactly(401);
          assertThat(lambda.calls()).isEqualTo(100);
          assertThat(usersOf(cognito, pool)).as("wrong passwords create nobody").isZero();

          assertThat(logIn(gatehouse, EmbeddedUsers::password)).containsExactly(200);
          assertThat(lambda.calls()).isEqualTo(200);
          assertThat(usersOf(cognito, pool)).isEqualTo(100);

          assertThat(logIn(gatehouse, EmbeddedUsers::password)).containsExactly(200);
          assertThat(logIn(gatehouse, _ -> "Wrong1horse")).containsExactly(401);
          assertThat(lambda.calls()).as("the pool has all users").isEqualTo(200);
          System.out.printf(
              "100 of 100 users moved with their passwords; the trigger was called %d times%n",
              lambda.calls());
        }
      }
    }
    String log = Files.readString(migrating.resolve("log"));
    assertThat(log.lines().filter(line -> line.contains("user_migrated"))).hasSize(100);
    assertThat(log.lines().filter(line -> line.contains("migration_refused"))).hasSize(100);
    assertThat(log).doesNotContainIgnoringCase("User-", "Pass-of", "Wrong1horse");
  }
}
