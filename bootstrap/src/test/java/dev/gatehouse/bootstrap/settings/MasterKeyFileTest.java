package dev.gatehouse.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.settings.Settings.Reading.Invalid;
import dev.gatehouse.bootstrap.settings.Settings.Reading.Valid;
import dev.gatehouse.domain.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code MASTER_KEY}, the key itself and a file with it. */
final class MasterKeyFileTest {
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final Path file;

  MasterKeyFileTest(@TempDir Path folder) {
    file = folder.resolve("master.key");
  }

  @Test
  void key_is_in_the_setting_or_in_a_file() throws IOException {
    assertThat(masterKey(KEY)).isEqualTo(new MasterKey(KEY));

    write(KEY + "\n", "rw-------");
    assertThat(masterKey("file:" + file)).isEqualTo(new MasterKey(KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aHVzaA==", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ==", "\0"})
  void wrong_key_gives_one_line_without_it(String wrong) throws IOException {
    write(wrong, "rw-------");

    for (String value : List.of(wrong, "file:" + file)) {
      assertThat(complaint(value))
          .startsWith("MASTER_KEY has a wrong value, which is not shown; it may be 32 random bytes")
          .doesNotContain(wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void file_that_every_user_can_read_or_write_is_refused(String permissions) throws IOException {
    write(KEY, permissions);

    assertThat(complaint("file:" + file))
        .startsWith("MASTER_KEY ")
        .contains("every user of the machine can", "chmod 600")
        .doesNotContain(KEY);
  }

  /** A service reads a file of root by its group. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void file_that_its_group_can_read_is_accepted() throws IOException {
    write(KEY, "r--r-----");

    assertThat(masterKey("file:" + file)).isNotNull();
  }

  /** Somebody may write the key in place of the path. */
  @ParameterizedTest
  @ValueSource(strings = {"missing", "", "/dev/zero", KEY, "\0"})
  void path_without_a_file_gives_one_line_without_the_path(String path) {
    assertThat(complaint("file:" + path))
        .startsWith("MASTER_KEY ")
        .doesNotContain("missing", "zero", KEY, "\0");
  }

  private void write(String text, String permissions) throws IOException {
    Files.writeString(file, text);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
  }

  private static @Nullable MasterKey masterKey(String value) {
    return switch (SettingsReader.read(Map.of("MASTER_KEY", value), List.of())) {
      case Valid(var settings, var effective) -> {
        assertThat(settings.toString() + effective).doesNotContain(KEY, value);
        yield settings.masterKey();
      }
      case Invalid(var complaints, _) -> throw new AssertionError(complaints);
    };
  }

  private static String complaint(String value) {
    return switch (SettingsReader.read(Map.of("MASTER_KEY", value), List.of())) {
      case Valid(var settings, _) -> throw new AssertionError("accepted: " + settings);
      case Invalid(var complaints, _) -> {
        assertThat(complaints).singleElement().asString().hasLineCount(1);
        yield complaints.getFirst();
      }
    };
  }
}
