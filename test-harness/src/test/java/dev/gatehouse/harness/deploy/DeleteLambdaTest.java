package dev.gatehouse.harness.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the deletion of a stack with a simulated AWS CLI. */
@Tag("slow")
class DeleteLambdaTest {
  private static final String DELETED =
      """
      Stack deleted: gatehouse
      The user pool eu-central-1_AbCdEfGhI stays, with its users. To delete it: \
      USER_POOL_ID=eu-central-1_AbCdEfGhI scripts/delete-user-pool.sh
      """;

  private final LambdaProject project;

  DeleteLambdaTest(@TempDir Path folder) throws IOException {
    this.project = new LambdaProject(folder);
  }

  @BeforeEach
  void createStack() throws IOException {
    project.stackStatus("CREATE_COMPLETE").codeBucket(LambdaProject.OWN_BUCKET);
  }

  @Test
  void confirmed_deletion_removes_stack_and_code_and_names_the_pool() throws Exception {
    Execution deletion = project.deleteAnswering("yes");

    assertThat(deletion.errors()).isEmpty();
    assertThat(deletion.output())
        .isEqualTo(
            "Delete the stack gatehouse with its API, its functions and their logs? The user pool"
                + " stays. Type yes to delete: "
                + DELETED);
    assertThat(project.calls())
        .anyMatch(call -> call.startsWith("cloudformation delete-stack --stack-name gatehouse "))
        .anyMatch(call -> call.startsWith("cloudformation wait stack-delete-complete"))
        .last()
        .asString()
        .startsWith("s3 rm --recursive")
        .contains("s3://" + LambdaProject.OWN_BUCKET + "/gatehouse/ ");
  }

  @Test
  void unconfirmed_deletion_deletes_nothing() throws Exception {
    Execution refused = project.deleteAnswering("y");
    Execution unanswered = project.delete();
    Execution unknown = project.delete("--force");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("nothing was deleted");
    assertThat(unanswered.exitCode()).isEqualTo(1);
    assertThat(unanswered.errors()).contains("no answer on the standard input").contains("--yes");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.errors()).contains("takes no argument except --yes");
    assertThat(project.calls()).noneMatch(call -> call.contains("delete") || call.contains(" rm "));
  }

  @Test
  void yes_option_deletes_without_a_question_and_keeps_objects_in_another_bucket()
      throws Exception {
    Execution deletion = project.codeBucket("ours").delete("--yes");

    assertThat(deletion.output()).isEqualTo(DELETED);
    assertThat(project.calls()).noneMatch(call -> call.startsWith("s3 "));
  }

  @Test
  void failed_deletion_keeps_the_code() throws Exception {
    Execution deletion = project.failing("cloudformation wait").delete("--yes");

    assertThat(deletion.exitCode()).isEqualTo(1);
    assertThat(deletion.output()).isEmpty();
    assertThat(deletion.errors()).contains("the deletion of the stack gatehouse failed");
    assertThat(project.calls()).noneMatch(call -> call.startsWith("s3 "));
  }

  @Test
  void missing_stack_is_reported() throws Exception {
    Execution deletion = project.failing("cloudformation describe-stacks").delete("--yes");

    assertThat(deletion.exitCode()).isEqualTo(1);
    assertThat(deletion.errors()).contains("the stack gatehouse cannot be read");
    assertThat(project.calls()).hasSize(1);
  }
}
