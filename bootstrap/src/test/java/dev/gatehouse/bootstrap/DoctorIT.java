package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testkit.TokenMint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged command {@code doctor} on a user pool that a simulated Cognito describes. */
@Tag("slow")
final class DoctorIT {
  private static final String NOBODY =
      "{\"__type\":\"UserNotFoundException\",\"message\":\"User does not exist.\"}";
  private static final String DENIED =
      "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}";

  @TempDir private Path folder;
  private final Map<String, String> answers = new HashMap<>();
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.start();
    answers.put(
        "DescribeUserPool",
        """
        {"UserPool": {
          "Policies": {"PasswordPolicy": {"MinimumLength": 8, "RequireUppercase": true,
            "RequireLowercase": true, "RequireNumbers": true}},
          "DeletionProtection": "ACTIVE",
          "AutoVerifiedAttributes": ["email"],
          "UsernameConfiguration": {"CaseSensitive": false},
          "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
          "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}}}
        """);
    answers.put(
        "DescribeUserPoolClient",
        """
        {"UserPoolClient": {
          "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
          "PreventUserExistenceErrors": "ENABLED",
          "EnableTokenRevocation": true}}
        """);
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String body =
          target == null
              ? new TokenMint("http://pool", "key-1").keySet()
              : answers.getOrDefault(target.substring(target.indexOf('.') + 1), NOBODY);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(body.contains("__type") ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private GatehouseProcess doctor(String... words) {
    String endpoint = "http://127.0.0.1:" + service.getAddress().getPort();
    String[] command = new String[words.length + 1];
    command[0] = "doctor";
    System.arraycopy(words, 0, command, 1, words.length);
    return GatehouseProcess.launch(
        folder,
        Map.of(
            "USER_POOL_ID", "eu-central-1_AbC",
            "COGNITO_CLIENT_ID", "client",
            "COGNITO_ENDPOINT", endpoint,
            "COGNITO_ISSUER", endpoint + "/eu-central-1_AbC",
            "SESSION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI"),
        command);
  }

  @Test
  void good_user_pool_gets_no_errors() {
    try (GatehouseProcess doctor = doctor()) {
      assertThat(doctor.exitCode()).as(doctor.output()).isZero();
      assertThat(doctor.output())
          .contains(
              "warning other_endpoint",
              "warning addresses_unverified",
              "ok      existence_errors",
              "ok      key_set")
          .contains("0 errors, 2 warnings, ");
    }
  }

  @Test
  void doctor_names_each_misconfiguration_and_its_fix() throws IOException {
    answers.put(
        "DescribeUserPool",
        """
        {"UserPool": {
          "Policies": {"PasswordPolicy": {"MinimumLength": 14, "RequireUppercase": true,
            "RequireLowercase": true, "RequireNumbers": true}},
          "DeletionProtection": "INACTIVE",
          "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": true},
          "UsernameConfiguration": {"CaseSensitive": true}}}
        """);
    answers.put(
        "DescribeUserPoolClient",
        """
        {"UserPoolClient": {
          "ClientSecret": "not-to-be-printed",
          "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
          "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 30},
          "PreventUserExistenceErrors": "LEGACY",
          "EnableTokenRevocation": false}}
        """);
    answers.put("AdminUserGlobalSignOut", DENIED);

    try (GatehouseProcess doctor = doctor("--json")) {
      assertThat(doctor.exitCode()).as(doctor.output()).isEqualTo(1);
      DoctorReport.assertThatProblems(doctor.output())
          .containsExactlyInAnyOrder(
              "usernames_case_sensitive",
              "registration_closed",
              "codes_not_sent",
              "stricter_passwords",
              "deletion_unprotected",
              "login_flow_off",
              "public_flows",
              "refresh_flow_with_rotation",
              "client_secret_missing",
              "existence_errors_legacy",
              "token_revocation_off",
              "permission_missing",
              "other_endpoint");
      assertThat(doctor.output()).doesNotContain("not-to-be-printed", "wJalrXUtnFEMI");
    }
  }

  @Test
  void doctor_reports_unreachable_service() {
    service.stop(0);

    try (GatehouseProcess doctor = doctor()) {
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.output())
          .contains("error   unreachable", "error   key_set_unavailable")
          .doesNotContain("Exception:", "\tat ");
    }
  }
}
