package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationSourceTest {
  private static MigrationSource read(String text) {
    return MigrationSource.read(Map.of("MIGRATION_SOURCE", text));
  }

  @Test
  void source_is_an_object_in_a_bucket() {
    assertThat(read("s3://my.bucket-1/folder/backup.db"))
        .isEqualTo(new MigrationSource("my.bucket-1", "folder/backup.db"))
        .hasToString("s3://my.bucket-1/folder/backup.db");
  }

  @Test
  void missing_source_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MigrationSource.read(Map.of()))
        .withMessage("MIGRATION_SOURCE is not set");
    assertThatIllegalStateException()
        .isThrownBy(() -> read(""))
        .withMessage("MIGRATION_SOURCE is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup.db",
        "s3://bucket",
        "s3://bucket/",
        "s3://Bucket/key",
        "s3:///key",
        "s3://b/key",
        "https://bucket/key",
        "s3://bucket/a key",
        " s3://bucket/key"
      })
  void malformed_source_is_refused(String text) {
    assertThatIllegalStateException()
        .isThrownBy(() -> read(text))
        .withMessageContaining("must have the form s3://bucket/key");
  }
}
