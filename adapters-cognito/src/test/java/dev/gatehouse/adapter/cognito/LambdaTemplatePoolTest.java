package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the pool of the template for AWS Lambda with the pool that the scripts create. */
@RequiresTool(Tool.AWS_CLI)
class LambdaTemplatePoolTest {
  private final CognitoStub stub = new CognitoStub();
  private final LambdaTemplate template;
  private final OperatorShell shell;

  LambdaTemplatePoolTest(@TempDir Path folder) throws IOException {
    this.template = LambdaTemplate.read();
    this.shell = new OperatorShell(folder, stub.endpoint());
  }

  @BeforeEach
  void answer() {
    stub.on("ListUserPools", CognitoStub.json("{\"UserPools\": []}"))
        .on("CreateUserPool", CognitoStub.json("{\"UserPool\": {\"Id\": \"eu-central-1_AbCdE\"}}"))
        .on("SetUserPoolMfaConfig", CognitoStub.json("{\"MfaConfiguration\": \"OPTIONAL\"}"))
        .on("ListUserPoolClients", CognitoStub.json("{\"UserPoolClients\": []}"))
        .on(
            "CreateUserPoolClient",
            CognitoStub.json("{\"UserPoolClient\": {\"ClientId\": \"3n4b5urk1ft4fl3mg5\"}}"));
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @ParameterizedTest
  @CsvSource({"auto,off", "auto,totp", "code,off", "code,totp"})
  void pool_is_that_of_the_script(String confirmation, String mfa) throws Exception {
    shell.set("CONFIRMATION", confirmation).set("MFA", mfa).run("create-user-pool.sh");

    ObjectNode expected = bodyOf("CreateUserPool");
    expected.set("UserPoolName", expected.remove("PoolName"));
    if (mfa.equals("totp")) {
      JsonNode sent = bodyOf("SetUserPoolMfaConfig");
      assertThat(sent.at("/SoftwareTokenMfaConfiguration/Enabled").asBoolean()).isTrue();
      expected.set("MfaConfiguration", sent.get("MfaConfiguration"));
      expected.putArray("EnabledMfas").add("SOFTWARE_TOKEN_MFA");
    } else {
      expected.put("MfaConfiguration", "OFF"); // Cognito's default
    }
    assertThat(template.properties("UserPool", Map.of("Confirmation", confirmation, "Mfa", mfa)))
        .isEqualTo(expected);
  }

  @Test
  void client_is_that_of_the_script() throws Exception {
    shell.set("USER_POOL_ID", "eu-central-1_AbCdE").run("create-user-pool-client.sh");

    ObjectNode expected = bodyOf("CreateUserPoolClient");
    expected.putObject("UserPoolId").put("!Ref", "UserPool");
    assertThat(template.properties("UserPoolClient", Map.of())).isEqualTo(expected);
  }

  /** Returns a copy of the body of a call. */
  private ObjectNode bodyOf(String operation) throws IOException {
    JsonNode body =
        stub.requests().stream()
            .filter(request -> request.operation().equals(operation))
            .findFirst()
            .orElseThrow()
            .body();
    return (ObjectNode) new ObjectMapper().readTree(body.toString());
  }
}
