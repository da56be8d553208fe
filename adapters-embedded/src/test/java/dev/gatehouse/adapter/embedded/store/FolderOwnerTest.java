package dev.gatehouse.adapter.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.ProviderFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests the work of root in the folder of the user that runs the server. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class FolderOwnerTest {
  private static final int SERVER = 65534;

  @TempDir private Path temporary;
  private Path data;

  @BeforeEach
  void createFolder() throws IOException {
    data = Files.createDirectory(temporary.resolve("data"));
    assumeTrue(uid(data) == 0, "only root can work for another user");
    Files.setAttribute(data, "unix:uid", SERVER);
    Files.setAttribute(data, "unix:gid", SERVER);
  }

  @Test
  void all_that_root_creates_belongs_to_the_owner_of_the_folder() throws Exception {
    ProviderFolder folder = new ProviderFolder(data, Instant.parse("2026-01-01T12:00:00Z"));

    try (EmbeddedIdentityProvider _ = folder.open()) {
      folder.rotate();
      new DataDirectory(data).appendLine("captured-codes.jsonl", "");
      new DataDirectory(data).replace("captured-codes.jsonl", "");

      assertThat(contents())
          .extracting(file -> file.getFileName().toString())
          .contains(
              "gatehouse.db",
              "gatehouse.db-wal",
              "gatehouse.db-shm",
              "start.lock",
              "captured-codes.jsonl",
              "signing-keys",
              "secrets.key")
          .hasSize(10);
      assertThat(contents())
          .allSatisfy(
              file -> {
                assertThat(uid(file)).isEqualTo(SERVER);
                assertThat((int) Files.getAttribute(file, "unix:gid")).isEqualTo(SERVER);
              });
    }
  }

  @Test
  void owner_of_the_database_counts_if_root_owns_the_folder() throws Exception {
    new DataDirectory(data).file(DataDirectory.DATABASE);
    Files.setAttribute(data, "unix:uid", 0);

    assertThat(uid(new DataDirectory(data).file("new"))).isEqualTo(SERVER);
    assertThat(FolderOwner.of(data).name()).isIn("nobody", "65534");
  }

  @Test
  void file_that_was_replaced_by_a_link_does_not_change_hands() throws Exception {
    Path victim = Files.createFile(temporary.resolve("victim"));
    FolderOwner owner = FolderOwner.of(data);

    owner.give(Files.createSymbolicLink(data.resolve("symbolic"), victim));
    assertThatIOException()
        .isThrownBy(() -> owner.give(Files.createLink(data.resolve("hard"), victim)))
        .withMessageContaining("replaced");

    assertThat(uid(victim)).isZero();
  }

  @Test
  void root_keeps_its_own_folder() throws Exception {
    Files.setAttribute(data, "unix:uid", 0);

    assertThat(uid(new DataDirectory(data).file("new"))).isZero();
    assertThat(FolderOwner.of(data).name()).isNull();
  }

  private List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> !file.equals(data)).toList();
    }
  }

  private static int uid(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
