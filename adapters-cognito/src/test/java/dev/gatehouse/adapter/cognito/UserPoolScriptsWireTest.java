package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks each call of the scripts to Cognito, and how they handle the responses. */
@RequiresTool(Tool.AWS_CLI)
class UserPoolScriptsWireTest {
  private static final String POOL_CREATED =
      """
      {"UserPool": {"Id": "eu-central-1_AbCdEfGhI"}}
      """;

  private final CognitoStub stub = new CognitoStub();
  private OperatorShell shell;

  @BeforeEach
  void start(@TempDir Path folder) {
    shell = new OperatorShell(folder, stub.endpoint());
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void pool_has_domain_password_rules_and_case_insensitive_names() throws Exception {
    stub.on("ListUserPools", CognitoStub.json("{\"UserPools\": []}"))
        .on("CreateUserPool", CognitoStub.json(POOL_CREATED));

    Execution creation = shell.run("create-user-pool.sh");

    assertThat(creation.output()).isEqualTo("User Pool created with id eu-central-1_AbCdEfGhI\n");
    assertThat(bodyOf("CreateUserPool"))
        .isEqualTo(
            json(
                """
                {
                  "PoolName": "recommendation-users",
                  "Policies": {
                    "PasswordPolicy": {
                      "MinimumLength": 8,
                      "RequireUppercase": true,
                      "RequireLowercase": true,
                      "RequireNumbers": true,
                      "RequireSymbols": false
                    }
                  },
                  "UsernameConfiguration": {"CaseSensitive": false}
                }
                """));
  }

  @Test
  void confirmation_setting_code_creates_a_pool_that_sends_codes() throws Exception {
    stub.on("ListUserPools", CognitoStub.json("{\"UserPools\": []}"))
        .on("CreateUserPool", CognitoStub.json(POOL_CREATED));

    shell.set("CONFIRMATION", "code").run("create-user-pool.sh");

    JsonNode body = bodyOf("CreateUserPool");
    assertThat(body.get("AutoVerifiedAttributes")).isEqualTo(json("[\"email\"]"));
    assertThat(body.get("AccountRecoverySetting"))
        .isEqualTo(
            json("{\"RecoveryMechanisms\": [{\"Priority\": 1, \"Name\": \"verified_email\"}]}"));
    assertThat(body.get("UserAttributeUpdateSettings"))
        .isEqualTo(json("{\"AttributesRequireVerificationBeforeUpdate\": [\"email\"]}"));
  }

  @Test
  void mfa_setting_totp_enables_totp_in_the_pool() throws Exception {
    stub.on("ListUserPools", CognitoStub.json("{\"UserPools\": []}"))
        .on("CreateUserPool", CognitoStub.json(POOL_CREATED))
        .on("SetUserPoolMfaConfig", CognitoStub.json("{\"MfaConfiguration\": \"OPTIONAL\"}"));

    Execution creation = shell.set("MFA", "totp").run("create-user-pool.sh");

    assertThat(creation.output()).isEqualTo("User Pool created with id eu-central-1_AbCdEfGhI\n");
    assertThat(bodyOf("SetUserPoolMfaConfig"))
        .isEqualTo(
            json(
                """
                {
                  "UserPoolId": "eu-central-1_AbCdEfGhI",
                  "SoftwareTokenMfaConfiguration": {"Enabled": true},
                  "MfaConfiguration": "OPTIONAL"
                }
                """));
  }

  @Test
  void unknown_mfa_setting_is_refused_before_a_request() throws Exception {
    Execution refused = shell.set("MFA", "sms").run("create-user-pool.sh");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).contains("MFA", "sms", "off or totp");
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void unknown_confirmation_setting_is_refused_before_a_request() throws Exception {
    Execution refused = shell.set("CONFIRMATION", "sms").run("create-user-pool.sh");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).contains("CONFIRMATION", "sms", "auto or code");
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void script_creates_the_client_with_the_required_settings() throws Exception {
    stub.on("ListUserPoolClients", CognitoStub.json("{\"UserPoolClients\": []}"))
        .on(
            "CreateUserPoolClient",
            CognitoStub.json(
                "{\"UserPoolClient\": {\"ClientId\": \"3n4b5urk1ft4fl3mg5e62d9ado\"}}"));

    Execution creation =
        shell.set("USER_POOL_ID", "eu-central-1_AbCdEfGhI").run("create-user-pool-client.sh");

    assertThat(creation.output())
        .isEqualTo("User Pool Client created with id 3n4b5urk1ft4fl3mg5e62d9ado\n");
    assertThat(bodyOf("CreateUserPoolClient"))
        .isEqualTo(
            json(
                """
                {
                  "UserPoolId": "eu-central-1_AbCdEfGhI",
                  "ClientName": "recommendation-backend",
                  "GenerateSecret": false,
                  "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                  "PreventUserExistenceErrors": "ENABLED",
                  "EnableTokenRevocation": true
                }
                """));
  }

  @Test
  void pool_on_a_later_page_of_the_list_is_found() throws Exception {
    stub.on(
        "ListUserPools",
        CognitoStub.json(
            """
            {
              "NextToken": "page-2",
              "UserPools": [{"Id": "eu-central-1_First", "Name": "recommendation-users-old"}]
            }
            """),
        CognitoStub.json("{\"NextToken\": \"page-3\", \"UserPools\": []}"),
        CognitoStub.json(
            """
            {
              "UserPools": [
                {"Id": "eu-central-1_Third", "Name": "recommendation-users"},
                {"Id": "eu-central-1_Fourth", "Name": "RECOMMENDATION-USERS"}
              ]
            }
            """));

    Execution reuse = shell.run("create-user-pool.sh");

    assertThat(reuse.output()).isEqualTo("User Pool created with id eu-central-1_Third\n");
    assertThat(stub.requests())
        .extracting(Request::body)
        .containsExactly(
            json("{\"MaxResults\": 60}"),
            json("{\"MaxResults\": 60, \"NextToken\": \"page-2\"}"),
            json("{\"MaxResults\": 60, \"NextToken\": \"page-3\"}"));
  }

  @Test
  void failed_call_stops_the_script_and_writes_nothing() throws Exception {
    stub.on("ListUserPools", CognitoStub.json("{\"UserPools\": []}"))
        .on(
            "CreateUserPool",
            CognitoStub.error("AccessDeniedException", "User: nobody is not authorized"));

    assertFailsWith("User: nobody is not authorized", shell.run("create-user-pool.sh"));
  }

  @Test
  void error_on_a_later_page_stops_the_script() throws Exception {
    stub.on(
        "ListUserPools",
        CognitoStub.json("{\"NextToken\": \"page-2\", \"UserPools\": []}"),
        CognitoStub.error("InvalidParameterException", "the token has expired"));

    assertFailsWith("the token has expired", shell.run("create-user-pool.sh"));
    assertThat(stub.operations()).containsExactly("ListUserPools", "ListUserPools");
  }

  @Test
  void client_creation_for_deleted_pool_shows_cognito_error() throws Exception {
    stub.on(
        "ListUserPoolClients",
        CognitoStub.error("ResourceNotFoundException", "User pool eu-central-1_Gone is gone"));

    assertFailsWith(
        "User pool eu-central-1_Gone is gone",
        shell.set("USER_POOL_ID", "eu-central-1_Gone").run("create-user-pool-client.sh"));
  }

  @Test
  void unreachable_service_stops_the_script() throws Exception {
    stub.close();

    assertFailsWith("Could not connect to the endpoint URL", shell.run("create-user-pool.sh"));
  }

  @Test
  void refused_deletion_keeps_the_saved_pool_id() throws Exception {
    String remembered = "export USER_POOL_ID=eu-central-1_AbCdEfGhI\n";
    Files.writeString(shell.envFile(), remembered);
    stub.on(
            "DescribeUserPool",
            CognitoStub.json("{\"UserPool\": {\"Name\": \"recommendation-users\"}}"))
        .on(
            "DeleteUserPool",
            CognitoStub.error("InvalidParameterException", "deletion protection is active"));

    Execution deletion = shell.run("delete-user-pool.sh", "--yes");

    assertThat(deletion.exitCode()).isNotZero();
    assertThat(deletion.output()).isEmpty();
    assertThat(deletion.errors()).contains("deletion protection is active");
    assertThat(shell.envFile()).hasContent(remembered);
  }

  @Test
  void missing_pool_id_stops_client_creation_and_deletion() throws Exception {
    assertFailsWith("USER_POOL_ID is set neither", shell.run("create-user-pool-client.sh"));
    assertFailsWith("USER_POOL_ID is set neither", shell.run("delete-user-pool.sh", "--yes"));
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void missing_region_stops_the_script() throws Exception {
    shell.unset("AWS_REGION").unset("COGNITO_ENDPOINT");

    assertFailsWith("no AWS region is set", shell.run("create-user-pool.sh"));
  }

  @Test
  void emulator_needs_no_region() throws Exception {
    stub.on("ListUserPools", CognitoStub.json("{\"UserPools\": []}"))
        .on("CreateUserPool", CognitoStub.json(POOL_CREATED));

    assertThat(shell.unset("AWS_REGION").run("create-user-pool.sh").exitCode()).isZero();
  }

  @Test
  void unknown_argument_stops_every_script() throws Exception {
    assertFailsWith("takes no arguments", shell.run("create-user-pool.sh", "--help"));
    assertFailsWith("takes no arguments", shell.run("create-user-pool-client.sh", "--help"));
    assertFailsWith("takes no argument except --yes", shell.run("delete-user-pool.sh", "--force"));
    assertThat(stub.requests()).isEmpty();
  }

  private void assertFailsWith(String message, Execution script) {
    assertThat(script.exitCode()).isNotZero();
    assertThat(script.output()).isEmpty();
    assertThat(script.errors()).contains(message);
    assertThat(shell.envFile()).doesNotExist();
  }

  private JsonNode bodyOf(String operation) {
    return stub.requests().stream()
        .filter(request -> request.operation().equals(operation))
        .map(Request::body)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
