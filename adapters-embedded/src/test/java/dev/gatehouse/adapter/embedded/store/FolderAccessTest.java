package dev.gatehouse.adapter.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests who may own a data folder. User 0 is root. */
final class FolderAccessTest {
  @ParameterizedTest
  @CsvSource({
    "rwx------, 1000, 1000,",
    "rwxr-xr-x, 1000, 1000,",
    "rwxrwxr-x, 1000, 1000,",
    "rwx------, 0, 0,",
    "rwx------, 1000, 0,",
    "rwxrwxr-x, 0, 1000,",
    "rwxrwx---, 1001, 1000, it belongs to another user",
    "rwxrwxrwx, 1000, 1000, every user of the machine can write to it",
    "rwxrwxrwx, 1001, 1000, every user of the machine can write to it",
    "rwx----w-, 0, 1000, every user of the machine can write to it",
    "rwxrwxrwx, 1000, 0, every user of the machine can write to it",
    "rwxrwxrwx, 0, 0, every user of the machine can write to it"
  })
  void folder_is_safe_if_only_its_owner_and_root_can_write(
      String permissions, int owner, int process, @Nullable String weakness) {
    assertThat(FolderAccess.weakness(PosixFilePermissions.fromString(permissions), owner, process))
        .isEqualTo(weakness);
  }
}
