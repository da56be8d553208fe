package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.cognito.examination.PoolFinding;
import dev.gatehouse.adapter.cognito.examination.PoolFinding.Severity;
import dev.gatehouse.adapter.cognito.examination.UserPoolExamination;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.harness.emulator.CognitoLocal;
import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the scripts create and delete, with the real AWS CLI and an emulator. */
@RequiresTool({Tool.NODE, Tool.AWS_CLI})
class UserPoolScriptsTest {
  private CognitoLocal emulator;
  private OperatorShell shell;

  @BeforeEach
  void start(@TempDir Path folder) {
    emulator = CognitoLocal.start();
    shell = new OperatorShell(folder, emulator.endpoint());
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void first_run_creates_pool_and_client_and_saves_ids() throws Exception {
    String poolId = createPool();
    String clientId = createClient();

    assertThat(pools()).containsExactly(poolId);
    assertThat(clients(poolId)).containsExactly(clientId);
    assertThat(shell.envFile())
        .hasContent(
            """
            export USER_POOL_ID=%s
            export COGNITO_CLIENT_ID=%s
            """
                .formatted(poolId, clientId));
  }

  @Test
  void examination_finds_no_error_in_the_created_pool() throws Exception {
    String poolId = createPool();
    CognitoSettings settings =
        new CognitoSettings(
            "local",
            poolId,
            createClient(),
            null,
            RegistrationConfirmation.AUTO,
            emulator.endpoint(),
            Quotas.NONE,
            new RiskContext("localhost", false));

    List<PoolFinding> findings =
        UserPoolExamination.of(
            settings,
            Set.of("http://localhost/" + poolId),
            PasswordPolicy.COMPOSED,
            InstantSource.system(),
            Fixtures.CREDENTIALS,
            Fixtures.PATIENT);

    assertThat(findings)
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(PoolFinding::found)
        .as("only the operations that the emulator does not support")
        .containsExactlyInAnyOrder(
            "AdminUserGlobalSignOut failed with 500 Unsupported",
            "AdminRespondToAuthChallenge failed with 500 Unsupported");
  }

  @Test
  void second_run_reuses_pool_and_client_without_duplicate_lines() throws Exception {
    String poolId = createPool();
    String clientId = createClient();
    String remembered = Files.readString(shell.envFile());

    assertThat(createPool()).isEqualTo(poolId);
    assertThat(createClient()).isEqualTo(clientId);

    assertThat(pools()).containsExactly(poolId);
    assertThat(clients(poolId)).containsExactly(clientId);
    assertThat(shell.envFile()).hasContent(remembered);
  }

  @Test
  void new_id_replaces_old_id_and_keeps_other_lines() throws Exception {
    Files.writeString(
        shell.envFile(),
        """
        # ours
        export USER_POOL_ID=eu-central-1_Elsewhere
        export PORT=8080
        export USER_POOL_ID=eu-central-1_Duplicate
        export MY_USER_POOL_ID=eu-central-1_NotOurs
        export COGNITO_CLIENT_ID=3n4b5urk1ft4fl3mg5e62d9ado\
        """);

    String poolId = createPool();
    String clientId = createClient();

    assertThat(shell.envFile())
        .hasContent(
            """
            # ours
            export USER_POOL_ID=%s
            export PORT=8080
            export MY_USER_POOL_ID=eu-central-1_NotOurs
            export COGNITO_CLIENT_ID=%s
            """
                .formatted(poolId, clientId));
  }

  @Test
  void two_pools_of_the_same_name_stop_the_script() throws Exception {
    emulator.call("CreateUserPool", "{\"PoolName\": \"recommendation-users\"}");
    emulator.call("CreateUserPool", "{\"PoolName\": \"recommendation-users\"}");

    Execution second = shell.run("create-user-pool.sh");

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output()).isEmpty();
    assertThat(second.errors())
        .contains("there is more than one user pool named recommendation-users")
        .contains(pools());
    assertThat(shell.envFile()).doesNotExist();
  }

  @Test
  void pool_id_of_environment_replaces_pool_id_of_file() throws Exception {
    createPool();
    String other = emulator.createUserPool().userPoolId();

    shell.set("USER_POOL_ID", other);
    String clientId = createClient();

    assertThat(clients(other)).contains(clientId);
    assertThat(shell.envFile())
        .hasContent(
            """
            export USER_POOL_ID=%s
            export COGNITO_CLIENT_ID=%s
            """
                .formatted(other, clientId));
  }

  @Test
  void script_does_not_save_pool_id_of_the_environment() throws Exception {
    shell.set("USER_POOL_ID", emulator.createUserPool().userPoolId());

    String clientId = createClient();

    assertThat(shell.envFile()).hasContent("export COGNITO_CLIENT_ID=" + clientId + "\n");
  }

  @Test
  void confirmed_deletion_removes_the_pool_and_its_ids() throws Exception {
    String poolId = createPool();
    createClient();
    Files.writeString(shell.envFile(), Files.readString(shell.envFile()) + "export PORT=8080\n");

    Execution deletion = shell.runAnswering("yes", "delete-user-pool.sh");

    assertThat(deletion.errors()).isEmpty();
    assertThat(deletion.output())
        .isEqualTo(
            ("Delete the user pool recommendation-users (%s) with all its users? This cannot be"
                        + " undone. Type yes to delete: ")
                    .formatted(poolId)
                + "User Pool deleted with id %s\n".formatted(poolId));
    assertThat(pools()).isEmpty();
    assertThat(shell.envFile()).hasContent("export PORT=8080\n");
  }

  @Test
  void unconfirmed_deletion_keeps_the_pool() throws Exception {
    String poolId = createPool();

    Execution refused = shell.runAnswering("y", "delete-user-pool.sh");
    Execution unanswered = shell.run("delete-user-pool.sh");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("nothing was deleted");
    assertThat(unanswered.exitCode()).isEqualTo(1);
    assertThat(unanswered.errors()).contains("no answer on the standard input").contains("--yes");
    assertThat(pools()).containsExactly(poolId);
    assertThat(shell.envFile()).hasContent("export USER_POOL_ID=" + poolId + "\n");
  }

  @Test
  void yes_option_deletes_the_pool_without_a_question() throws Exception {
    String poolId = createPool();

    Execution deletion = shell.run("delete-user-pool.sh", "--yes");

    assertThat(deletion.output()).isEqualTo("User Pool deleted with id " + poolId + "\n");
    assertThat(pools()).isEmpty();
    assertThat(shell.envFile()).isEmptyFile();
  }

  private String createPool() throws IOException {
    return id("User Pool created with id ", shell.run("create-user-pool.sh"));
  }

  private String createClient() throws IOException {
    return id("User Pool Client created with id ", shell.run("create-user-pool-client.sh"));
  }

  /** Returns the id in the one line that a script prints. */
  private static String id(String announcement, Execution script) {
    assertThat(script.errors()).isEmpty();
    assertThat(script.exitCode()).isZero();
    assertThat(script.output()).startsWith(announcement).endsWith("\n").hasLineCount(1);
    return script.output().substring(announcement.length()).strip();
  }

  private List<String> pools() {
    return values("Id", emulator.call("ListUserPools", "{\"MaxResults\": 60}"));
  }

  private List<String> clients(String poolId) {
    return values(
        "ClientId",
        emulator.call("ListUserPoolClients", "{\"UserPoolId\": \"%s\"}".formatted(poolId)));
  }

  private static List<String> values(String member, String json) {
    return Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(member))
        .matcher(json)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
