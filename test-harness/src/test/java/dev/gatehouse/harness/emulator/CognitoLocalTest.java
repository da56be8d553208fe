package dev.gatehouse.harness.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.harness.emulator.CognitoLocal.UserPool;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool(Tool.NODE)
class CognitoLocalTest {
  @Test
  void user_signs_up_by_name_and_logs_in() throws Exception {
    try (CognitoLocal emulator = CognitoLocal.start()) {
      UserPool pool = emulator.createUserPool();
      emulator.call(
          "SignUp",
          """
          {
            "ClientId": "%s",
            "Username": "alice",
            "Password": "Correct1horse",
            "UserAttributes": [{"Name": "email", "Value": "alice@example.com"}]
          }
          """
              .formatted(pool.clientId()));
      emulator.call(
          "AdminConfirmSignUp",
          """
          {"UserPoolId": "%s", "Username": "alice"}
          """
              .formatted(pool.userPoolId()));

      assertThat(claimsAfterLogin(emulator, pool))
          .contains("\"iss\":\"" + pool.issuer() + "\"")
          .contains("\"aud\":\"" + pool.clientId() + "\"")
          .contains("\"cognito:username\":\"alice\"");
      assertThat(get(pool.jwksUrl())).contains("\"kid\"");
    }
  }

  @Test
  void emulator_starts_without_a_pool_and_shares_none() {
    try (CognitoLocal one = CognitoLocal.start();
        CognitoLocal other = CognitoLocal.start()) {
      UserPool pool = one.createUserPool();

      assertThat(listPools(one)).contains(pool.userPoolId());
      assertThat(listPools(other)).isEqualTo("{\"UserPools\":[]}");
    }
  }

  @Test
  void exception_contains_the_error_of_the_emulator() {
    try (CognitoLocal emulator = CognitoLocal.start()) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> emulator.call("DescribeUserPool", "{\"UserPoolId\": \"local_nowhere\"}"))
          .withMessageContaining("ResourceNotFoundException");
    }
  }

  @Test
  void closed_emulator_accepts_no_connection() {
    CognitoLocal emulator = CognitoLocal.start();
    emulator.close();
    emulator.close();

    assertThat(emulator.process().isAlive()).isFalse();
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> connect(emulator.endpoint()));
  }

  @Test
  void emulator_stops_when_its_jvm_stops(@TempDir Path left) throws Exception {
    Execution jvm =
        Execution.of(
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + left,
                "-cp",
                System.getProperty("java.class.path"),
                StartAndHalt.class.getName()),
            Duration.ofMinutes(2));

    assertThat(jvm.exitCode()).as(jvm.errors()).isEqualTo(StartAndHalt.EXIT_CODE);
    ProcessHandle.of(Long.parseLong(jvm.output().strip()))
        .ifPresent(emulator -> assertThat(emulator.onExit()).succeedsWithin(30, TimeUnit.SECONDS));
  }

  /** Ends without closing its emulator, like a killed JVM. */
  static final class StartAndHalt {
    static final int EXIT_CODE = 9;

    private StartAndHalt() {}

    public static void main(String[] arguments) {
      System.out.println(CognitoLocal.start().process().pid());
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /** Returns the claims of the ID token. */
  private static String claimsAfterLogin(CognitoLocal emulator, UserPool pool) {
    Matcher payload =
        Pattern.compile("\"IdToken\":\"[^.]+\\.([^.]+)\\.")
            .matcher(
                emulator.call(
                    "AdminInitiateAuth",
                    """
                    {
                      "UserPoolId": "%s",
                      "ClientId": "%s",
                      "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
                      "AuthParameters": {"USERNAME": "alice", "PASSWORD": "Correct1horse"}
                    }
                    """
                        .formatted(pool.userPoolId(), pool.clientId())));
    assertThat(payload.find()).isTrue();
    return new String(Base64.getUrlDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
  }

  private static String get(URI url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
  }

  private static String listPools(CognitoLocal emulator) {
    return emulator.call("ListUserPools", "{\"MaxResults\": 60}");
  }

  private static void connect(URI endpoint) throws IOException {
    new Socket(endpoint.getHost(), endpoint.getPort()).close();
  }
}
