package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the template for AWS Lambda with the scripts and with the documentation. */
class LambdaTemplateTest {
  private static final Path REPOSITORY = Path.of("..");

  private static final Map<String, String> ALL =
      Map.of(
          "VpcSubnets", "subnet-1",
          "Cache", "on",
          "CorsOrigins", "https://app.example.com",
          "PublicUrl", "https://auth.example.com",
          "MigrationBucket", "backups");

  private final LambdaTemplate template;

  LambdaTemplateTest() throws IOException {
    this.template = LambdaTemplate.read();
  }

  @Test
  void function_may_call_exactly_the_operations_of_the_policy_on_the_pool() throws Exception {
    JsonNode policy = new ObjectMapper().readTree(text("scripts/iam-policy.json"));

    JsonNode statement = statement("FunctionRole", "users");

    assertThat(statement.get("Action")).isEqualTo(policy.at("/Statement/0/Action"));
    assertThat(statement.at("/Resource/!GetAtt").asText()).isEqualTo("UserPool.Arn");
  }

  @Test
  void roles_have_no_further_permissions() {
    assertThat(statement("FunctionRole", "logs").at("/Resource/!GetAtt").asText())
        .isEqualTo("FunctionLogs.Arn");
    assertThat(statement("FunctionRole", "network").get("Action"))
        .allSatisfy(action -> assertThat(action.asText()).startsWith("ec2:"));
    assertThat(policies("FunctionRole", ALL)).containsExactly("logs", "users", "network");
    assertThat(policies("FunctionRole", Map.of())).containsExactly("logs", "users");

    assertThat(statement("MigrationRole", "logs").at("/Resource/!GetAtt").asText())
        .isEqualTo("MigrationLogs.Arn");
    assertThat(statement("MigrationRole", "backup").get("Action").asText())
        .isEqualTo("s3:GetObject");
    assertThat(statement("MigrationRole", "backup").at("/Resource/!Sub").asText())
        .isEqualTo("arn:${AWS::Partition}:s3:::${MigrationBucket}/${MigrationKey}");
    assertThat(policies("MigrationRole", ALL)).containsExactly("logs", "backup");
    assertThat(template.section("Resources"))
        .allSatisfy(
            resource -> assertThat(resource.path("Properties").has("ManagedPolicyArns")).isFalse());
  }

  @Test
  void new_key_of_the_code_changes_and_publishes_the_function() {
    for (String pointer : List.of("/Description/!Ref", "/Code/S3Key/!Ref")) {
      assertThat(template.properties("Function", ALL).at(pointer).asText()).isEqualTo("CodeKey");
    }
    assertThat(template.properties("FunctionVersion", ALL).at("/Description/!Ref").asText())
        .isEqualTo("CodeKey");
    assertThat(template.properties("ApiIntegration", ALL).at("/IntegrationUri/!Ref").asText())
        .isEqualTo("LiveAlias");
  }

  @Test
  void pool_stays_if_the_stack_is_deleted() {
    // A pool of a failed first deployment would be in the way of the next one.
    assertThat(template.resource("UserPool").path("DeletionPolicy").asText())
        .isEqualTo("RetainExceptOnCreate");
    assertThat(template.resource("UserPool").path("UpdateReplacePolicy").asText())
        .isEqualTo("Retain");
  }

  @Test
  void variables_of_the_function_are_documented_settings() throws Exception {
    List<String> variables =
        names(template.properties("Function", ALL).at("/Environment/Variables"));

    assertThat(variables).contains("USER_POOL_ID", "COGNITO_CLIENT_ID", "SESSION_KEY");
    assertThat(text("docs/operating.md"))
        .contains(variables.stream().map("| `%s` |"::formatted).toList());
  }

  @Test
  void api_allows_the_headers_that_the_server_allows() throws Exception {
    Matcher documented =
        Pattern.compile("Scripts of `CORS_ORIGINS` may send (.*), and may read (.*)\\.")
            .matcher(text("docs/operating.md"));
    assertThat(documented.find()).isTrue();

    JsonNode cors = template.properties("Api", ALL).get("CorsConfiguration");

    assertThat(texts(cors.get("AllowHeaders")))
        .containsExactlyInAnyOrderElementsOf(quoted(documented.group(1)));
    assertThat(texts(cors.get("ExposeHeaders")))
        .containsExactlyInAnyOrderElementsOf(quoted(documented.group(2)));
    assertThat(template.properties("Api", Map.of()).has("CorsConfiguration")).isFalse();
  }

  @Test
  void each_parameter_is_a_setting_of_the_script_and_has_a_description() throws Exception {
    List<String> parameters = names(template.section("Parameters"));
    List<String> settings = new ArrayList<>(List.of("CodeBucket", "CodeKey"));
    String script = text("scripts/deploy-lambda.sh");
    for (String array : List.of("PARAMETERS", "SECRETS")) {
      Matcher names = Pattern.compile("(?m)^" + array + "=\\(([^)]*)\\)").matcher(script);
      assertThat(names.find()).isTrue();
      Arrays.stream(names.group(1).strip().split("\\s+", -1))
          .map(LambdaTemplateTest::parameter)
          .forEach(settings::add);
    }

    assertThat(settings).containsExactlyInAnyOrderElementsOf(parameters);
    assertThat(template.section("Parameters").properties())
        .allSatisfy(
            parameter -> {
              assertThat(parameter.getValue().path("Description").asText()).endsWith(".");
              assertThat(parameter.getValue().has("Default"))
                  .isEqualTo(
                      !List.of("CodeBucket", "CodeKey", "SessionKey").contains(parameter.getKey()));
            });
  }

  @Test
  void secrets_are_not_shown_and_the_session_key_has_32_bytes() {
    JsonNode key = template.section("Parameters").get("SessionKey");

    assertThat(key.get("NoEcho").asBoolean()).isTrue();
    assertThat(template.section("Parameters").at("/SharedStoreUrl/NoEcho").asBoolean()).isTrue();
    assertThat("k1hAyMmuUMFuPx0OmfVrMmFIdbLmyWCDV6dcvzTLkW8=")
        .matches(key.get("AllowedPattern").asText());
    assertThat("k1hAyMmuUMFuPx0OmfVrMmFIdbLmyWCDV6dcvzTLkW8")
        .doesNotMatch(key.get("AllowedPattern").asText());
  }

  @Test
  void outputs_name_what_an_operator_needs() {
    assertThat(names(template.section("Outputs")))
        .containsExactly("ApiUrl", "UserPoolId", "ClientId", "FunctionName", "LogGroup");
  }

  private JsonNode statement(String role, String name) {
    for (JsonNode policy : template.properties(role, ALL).get("Policies")) {
      if (policy.path("PolicyName").asText().equals(name)) {
        JsonNode statements = policy.at("/PolicyDocument/Statement");
        assertThat(statements).hasSize(1);
        assertThat(statements.path(0).path("Effect").asText()).isEqualTo("Allow");
        return statements.path(0);
      }
    }
    throw new AssertionError(role + " has no policy " + name);
  }

  private List<String> policies(String role, Map<String, String> parameters) {
    return template
        .properties(role, parameters)
        .get("Policies")
        .valueStream()
        .map(policy -> policy.path("PolicyName").asText())
        .toList();
  }

  /** Returns the name that the script gives a setting in the template. */
  private static String parameter(String setting) {
    return Pattern.compile("([A-Z])([A-Z]*)_?")
        .matcher(setting)
        .replaceAll(word -> word.group(1) + word.group(2).toLowerCase(Locale.ROOT));
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> quoted(String sentence) {
    return Pattern.compile("`([^`]+)`")
        .matcher(sentence)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String text(String file) throws IOException {
    return Files.readString(REPOSITORY.resolve(file));
  }
}
