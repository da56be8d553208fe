package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.harness.lambda.FunctionProcess;
import dev.gatehouse.harness.lambda.RuntimeApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the trigger of the archive with settings that are wrong. */
final class UserMigrationStartIT {
  @TempDir private Path folder;

  private void assertStartFails(Map<String, String> variables, String... message) {
    try (FunctionProcess function = Archive.start(folder, UserMigrationHandler.class, variables)) {
      assertThatExceptionOfType(RuntimeApi.FunctionException.class)
          .isThrownBy(() -> function.api().awaitInit())
          .withMessageContainingAll(message);
      assertThat(function.exitCode()).isNotZero();
    }
  }

  @Test
  void wrong_source_ends_the_start_with_one_clear_message() {
    try (ObjectServer objects = new ObjectServer()) {
      byte[] text = "This is not a database. ".repeat(100).getBytes(StandardCharsets.UTF_8);
      objects.put("backups", "text", text);

      assertStartFails(Map.of(), "MIGRATION_SOURCE is not set");
      assertStartFails(objects.variables("backups/text"), "must have the form s3://bucket/key");
      assertStartFails(
          objects.variables("s3://backups/nothing"),
          "s3://backups/nothing cannot be downloaded: It is not there.");
      assertStartFails(
          objects.variables("s3://backups/text"),
          "MIGRATION_SOURCE: s3://backups/text cannot be used",
          "not a database");
      assertStartFails(objects.variables("s3://backups/large"), "has more than 400,000,000 bytes");
    }
  }
}
