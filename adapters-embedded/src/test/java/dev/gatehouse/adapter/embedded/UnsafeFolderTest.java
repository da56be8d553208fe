package dev.gatehouse.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.adapter.embedded.code.CapturedCodesFile;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests data folders into which other users can put files, or have put them. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class UnsafeFolderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Path data;
  private final Path victim;
  private final ProviderFolder folder;

  UnsafeFolderTest(@TempDir Path temporary) throws IOException {
    data = temporary.resolve("data");
    victim = Files.createDirectory(temporary.resolve("victim"));
    folder = new ProviderFolder(data, NOW);
    setPermissions(victim, "rwxr-xr-x");
  }

  @Test
  void folder_that_everyone_can_write_is_refused() throws Exception {
    Files.createDirectory(data);
    setPermissions(data, "rwxrwxrwx");

    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining("every user of the machine can write to it");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void folder_inside_one_that_everyone_can_write_is_accepted() throws Exception {
    setPermissions(Files.createDirectories(data.getParent()), "rwxrwxrwx");

    folder.open().close();

    assertThat(data).isNotEmptyDirectory();
  }

  @Test
  void data_folder_may_be_a_link() throws Exception {
    setPermissions(victim, "rwx------");
    Files.createSymbolicLink(data, victim);

    folder.open().close();

    assertThat(victim.resolve("gatehouse.db")).isRegularFile();
  }

  @Test
  void link_in_the_place_of_any_file_is_refused_and_not_followed() throws Exception {
    List<Path> files;
    try (EmbeddedIdentityProvider _ = folder.open()) {
      files = folder.files();
    }
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .contains("gatehouse.db", "gatehouse.db-wal", "gatehouse.db-shm", "secrets.key");

    for (Path file : files) {
      Path target = victim.resolve("file");
      boolean remains = Files.exists(file);
      if (remains) {
        Files.move(file, target);
      } else {
        Files.createFile(target);
      }
      setPermissions(target, "rw-r--r--");
      byte[] before = Files.readAllBytes(target);
      Files.createSymbolicLink(file, target);

      assertThatIllegalStateException().as(file.toString()).isThrownBy(folder::open);

      assertThat(target).as(file.toString()).hasBinaryContent(before);
      assertThat(permissions(target)).as(file.toString()).isEqualTo("rw-r--r--");
      Files.delete(file);
      if (remains) {
        Files.move(target, file);
      } else {
        Files.delete(target);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"signing-keys", "totp"})
  void link_in_the_place_of_a_folder_is_refused_and_not_followed(String name) throws Exception {
    Files.createDirectory(data);
    Files.createSymbolicLink(data.resolve(name), victim);

    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining("it is a link or a device");

    assertThat(victim).isEmptyDirectory();
    assertThat(permissions(victim)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void link_in_the_place_of_captured_codes_is_refused_and_not_followed() throws Exception {
    CapturedCodesFile codes = new CapturedCodesFile(new DataDirectory(data), () -> 0);
    Path target = Files.writeString(victim.resolve("file"), "private");
    setPermissions(target, "rw-r--r--");
    Files.createSymbolicLink(data.resolve("captured-codes.jsonl"), target);

    assertThat(catchThrowable(() -> codes.removeExpired(NOW)))
        .isInstanceOf(IdentityProviderUnavailableException.class)
        .hasMessageContaining("it is a link or a device");
    assertThat(catchThrowable(() -> codes.findNewest(_ -> true, NOW)))
        .isInstanceOf(IdentityProviderUnavailableException.class);

    assertThat(target).hasContent("private");
    assertThat(permissions(target)).isEqualTo("rw-r--r--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"captured-codes.jsonl.tmp", "totp/secrets.key.tmp"})
  void link_in_the_place_of_a_temporary_file_is_replaced(String name) throws Exception {
    DataDirectory directory = new DataDirectory(data);
    Path totp = directory.folder("totp");
    Path target = Files.writeString(victim.resolve("file"), "private");
    setPermissions(target, "rw-r--r--");
    Files.createSymbolicLink(data.resolve(name), target);

    folder.open().close();
    directory.replace("captured-codes.jsonl", "codes");

    assertThat(totp.resolve("secrets.key")).isRegularFile();
    assertThat(data.resolve(name)).doesNotExist();
    assertThat(target).hasContent("private");
    assertThat(permissions(target)).isEqualTo("rw-r--r--");
  }

  private static void setPermissions(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
