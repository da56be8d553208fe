package dev.gatehouse.harness.deploy;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the deployment on AWS Lambda with a simulated AWS CLI. Needs bash and openssl. */
@Tag("slow")
class DeployLambdaTest {
  private static final String KEY = "k1hAyMmuUMFuPx0OmfVrMmFIdbLmyWCDV6dcvzTLkW8=";
  private static final String STORE = "rediss://node:pass-word@store.example.com:6379";

  private final LambdaProject project;

  DeployLambdaTest(@TempDir Path folder) throws IOException {
    this.project = new LambdaProject(folder);
  }

  @Test
  void first_deployment_stores_the_code_in_a_private_bucket_and_makes_a_session_key()
      throws Exception {
    Execution deployment = succeed();

    String key = project.codeKey();
    assertThat(deployment.errors()).isEmpty();
    assertThat(deployment.output())
        .isEqualTo(
            """
            Stack gatehouse deployed with the code s3://%s/%s
            ApiUrl        https://abc.execute-api.eu-central-1.amazonaws.com
            """
                .formatted(LambdaProject.OWN_BUCKET, key));
    assertThat(key).matches("gatehouse/[0-9a-f]{64}-[0-9a-f]{16}\\.zip");
    assertThat(project.parameters()).containsOnlyKeys("CodeBucket", "CodeKey", "SessionKey");
    assertThat(project.parameters())
        .containsEntry("CodeBucket", LambdaProject.OWN_BUCKET)
        .hasEntrySatisfying("SessionKey", made -> assertThat(made).matches("[A-Za-z0-9+/]{43}="));
    assertThat(project.uploaded()).hasSameBinaryContentAs(project.zip());
    assertThat(project.calls())
        .anySatisfy(
            call ->
                assertThat(call)
                    .startsWith("s3api create-bucket")
                    .contains("LocationConstraint=eu-central-1"))
        .anySatisfy(
            call ->
                assertThat(call)
                    .startsWith("s3api put-public-access-block")
                    .contains("--expected-bucket-owner 123456789012", "RestrictPublicBuckets=true"))
        .anySatisfy(
            call -> assertThat(call).contains("s3://" + LambdaProject.OWN_BUCKET + "/" + key))
        .anySatisfy(
            call ->
                assertThat(call)
                    .startsWith("cloudformation deploy")
                    .contains("--no-fail-on-empty-changeset"));
  }

  @Test
  void second_deployment_changes_neither_the_key_of_the_code_nor_the_session_key()
      throws Exception {
    succeed();
    String key = project.codeKey();

    succeed();

    assertThat(project.codeKey()).isEqualTo(key);
    assertThat(project.parameters()).containsOnlyKeys("CodeBucket", "CodeKey");
    assertThat(project.calls())
        .filteredOn(call -> call.startsWith("s3api create-bucket"))
        .hasSize(1);
  }

  @Test
  void change_of_code_setting_or_template_has_a_new_key() throws Exception {
    succeed();
    String first = project.codeKey();
    succeed("MEMORY_MB=2048");
    String setting = project.codeKey();
    project.set("MEMORY_MB", "2048");
    succeed();
    assertThat(project.codeKey()).as("the same setting in the environment").isEqualTo(setting);
    assertThat(project.parameters()).containsEntry("MemoryMb", "2048");

    LambdaProject.write(project.zip(), "dev/gatehouse/lambda/LambdaHandler.class", "new code");
    succeed();
    String code = project.codeKey();
    Files.writeString(project.template(), Files.readString(project.template()) + "# new\n");
    succeed();

    assertThat(List.of(first, setting, code, project.codeKey())).doesNotHaveDuplicates();
  }

  @Test
  void argument_replaces_the_variable_and_can_remove_a_value() throws Exception {
    project.set("CORS_ORIGINS", "https://old.example.com").set("MFA", "");

    succeed("CORS_ORIGINS=https://a.example.com,https://b.example.com", "ALARM_TOPIC=");

    assertThat(project.parameters())
        .containsEntry("CorsOrigins", "https://a.example.com,https://b.example.com")
        .containsEntry("AlarmTopic", "")
        .doesNotContainKey("Mfa");
  }

  @Test
  void secret_is_only_in_a_private_file_that_is_removed() throws Exception {
    project.set("SESSION_KEY", KEY).set("SHARED_STORE_URL", STORE);

    Execution deployment = succeed();

    assertThat(project.parameters())
        .containsEntry("SessionKey", KEY)
        .containsEntry("SharedStoreUrl", STORE);
    assertThat(Files.getPosixFilePermissions(project.parametersFile()))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    assertThat(project.temporary()).isEmptyDirectory();
    assertThat(deployment + String.join("\n", project.calls()))
        .doesNotContain(KEY)
        .doesNotContain("pass-word");
  }

  @Test
  void made_session_key_is_not_printed_if_the_deployment_fails() throws Exception {
    Execution deployment = project.failing("cloudformation deploy").deploy();

    assertFailsWith("the deployment of the stack gatehouse failed", deployment);
    assertThat(deployment + String.join("\n", project.calls()))
        .doesNotContainPattern("[\\w+/]{43}=");
    assertThat(project.temporary()).isEmptyDirectory();
  }

  @Test
  void secret_and_unknown_setting_are_refused_as_arguments_and_not_repeated() throws Exception {
    Execution secret = project.deploy("SESSION_KEY=" + KEY);
    Execution unknown = project.deploy("SESSION_KEYS=" + KEY);
    Execution option = project.deploy("--help");

    assertFailsWith("SESSION_KEY is a secret; set it in the environment", secret);
    assertFailsWith("there is no setting SESSION_KEYS", unknown);
    assertFailsWith("there is no setting --help", option);
    assertThat(secret.errors() + unknown.errors()).doesNotContain(KEY);
    assertThat(project.calls()).isEmpty();
  }

  @Test
  void missing_code_is_reported_with_the_command_that_builds_it() throws Exception {
    Files.delete(project.zip());

    assertFailsWith("'./mvnw -Plambda package' builds it", project.deploy());
    assertThat(project.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudformation describe-stacks",
        "sts get-caller-identity",
        "s3api create-bucket",
        "s3api put-public-access-block",
        "s3api put-bucket-encryption",
        "s3 cp",
        "cloudformation deploy"
      })
  void failed_call_stops_the_deployment(String call) throws Exception {
    Execution deployment = project.failing(call).deploy();

    assertThat(deployment.exitCode()).isEqualTo(1);
    assertThat(deployment.output()).isEmpty();
    assertThat(deployment.errors()).contains("AccessDenied").contains("deploy-lambda.sh: ");
    assertThat(project.calls()).last().asString().startsWith(call);
  }

  @Test
  void own_bucket_is_used_and_not_changed() throws Exception {
    succeed("CODE_BUCKET=ours", "STACK=staging");

    assertThat(project.parameters()).containsEntry("CodeBucket", "ours");
    assertThat(project.codeKey()).startsWith("staging/");
    assertThat(project.calls()).noneMatch(call -> call.startsWith("s3api"));
    assertThat(project.calls())
        .filteredOn(call -> call.startsWith("cloudformation"))
        .allSatisfy(call -> assertThat(call).contains("--stack-name staging"));
  }

  @Test
  void stack_without_resources_gets_a_session_key_and_a_broken_one_is_refused() throws Exception {
    project.stackStatus("REVIEW_IN_PROGRESS");
    succeed();
    assertThat(project.parameters()).containsKey("SessionKey");

    assertFailsWith(
        "'STACK=gatehouse scripts/delete-lambda.sh'",
        project.stackStatus("ROLLBACK_COMPLETE").deploy());
    assertFailsWith(
        "wait until this change has ended", project.stackStatus("UPDATE_IN_PROGRESS").deploy());
  }

  @Test
  void unusual_characters_reach_the_parameters_unchanged() throws Exception {
    String odd = "backups/it's \"2026\"\\\\ $HOME `x` é.db";

    succeed("MIGRATION_KEY=" + odd);

    assertThat(project.parameters()).containsEntry("MigrationKey", odd);
    assertFailsWith("more than one line", project.deploy("MIGRATION_KEY=a\nb"));
    assertFailsWith("STACK is \"../x\"", project.deploy("STACK=../x"));
  }

  private Execution succeed(String... arguments) throws IOException {
    Execution deployment = project.deploy(arguments);
    assertThat(deployment.exitCode()).as("%s", deployment).isZero();
    return deployment;
  }

  private static void assertFailsWith(String message, Execution deployment) {
    assertThat(deployment.exitCode()).isEqualTo(1);
    assertThat(deployment.output()).isEmpty();
    assertThat(Objects.requireNonNull(deployment.errors().lines().toList().getLast()))
        .startsWith("deploy-lambda.sh: ")
        .contains(message);
  }
}
