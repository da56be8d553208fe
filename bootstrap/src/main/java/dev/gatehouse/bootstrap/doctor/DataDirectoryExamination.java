package dev.gatehouse.bootstrap.doctor;

import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.KeyFolders;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.FolderAccess;
import dev.gatehouse.adapter.embedded.store.FolderOwner;
import dev.gatehouse.domain.MasterKey;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks whether the data folder of the embedded provider can be used. Does not change it. */
final class DataDirectoryExamination {
  private static final long LITTLE_SPACE = 100L << 20;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private static final List<String> KEY_FOLDERS = List.of("signing-keys", "totp");
  private static final Pattern OWN_FILE =
      Pattern.compile(
          Pattern.quote(DataDirectory.DATABASE)
              + "(-wal|-shm)?|start\\.lock|captured-codes\\.jsonl|"
              + String.join("|", KEY_FOLDERS));

  private DataDirectoryExamination() {}

  static List<Finding> of(EmbeddedSettings settings) {
    Path folder = settings.dataDirectory();
    Path shown = folder.toAbsolutePath().normalize();
    if (!Files.exists(folder)) {
      return List.of(
          Finding.ok("data_directory", shown + " does not exist yet; the server creates it"));
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return List.of(
          Finding.error(
              "data_directory_unusable",
              shown + (Files.isDirectory(folder) ? " is not writable" : " is not a folder"),
              "The server does not start.",
              "Make the user of the server its owner, or set DATA_DIR to another folder."));
    }
    List<Finding> findings = new ArrayList<>();
    try {
      othersCanWrite(shown, folder, findings);
      links(folder, findings);
      space(shown, Files.getFileStore(folder), findings);
      owners(folder, findings);
      for (Path file : keys(folder).stream().filter(Files::isRegularFile).toList()) {
        readableByOthers(file, findings);
        usable(file, settings.masterKey(), findings);
      }
    } catch (IOException e) {
      findings.add(
          Finding.error(
              "data_directory_unreadable",
              shown + ": " + e,
              "The server may not start.",
              "Check the folder and its disk."));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok("data_directory", shown + " is writable"))
        : findings;
  }

  private static void othersCanWrite(Path shown, Path folder, List<Finding> findings)
      throws IOException {
    String weakness = FolderAccess.weakness(folder);
    if (weakness != null) {
      findings.add(
          Finding.error(
              "data_directory_unsafe",
              shown + ": " + weakness,
              "Other users can replace the users and the keys. The server does not start.",
              "Make the user of the server its owner, and chmod 700 " + shown));
    }
  }

  private static void links(Path folder, List<Finding> findings) throws IOException {
    for (Path file : files(folder)) {
      if (Files.isSymbolicLink(file)) {
        findings.add(
            Finding.warning(
                "link_in_data_directory",
                file + " is a link",
                "The server refuses links in the place of its files.",
                "Replace it with the file itself, or remove it."));
      }
    }
  }

  /** Root can read every file, but the server cannot. */
  private static void owners(Path folder, List<Finding> findings) throws IOException {
    FolderOwner owner = FolderOwner.of(folder);
    for (Path file : files(folder)) {
      if (!Files.isSymbolicLink(file) && !owner.owns(file)) {
        findings.add(
            Finding.error(
                "file_of_another_user",
                "%s belongs to the user %s, and the other files to %s"
                    .formatted(file, Files.getOwner(file).getName(), owner.name()),
                "The server cannot use it, so logins may fail and the server may not start.",
                "chown %s %s".formatted(owner.name(), file)));
      }
    }
  }

  /** Returns what the server needs: its files, the folders of the keys, and the keys. */
  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>(keys(folder));
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(file -> OWN_FILE.matcher(file.getFileName().toString()).matches())
          .forEach(files::add);
    }
    return files;
  }

  private static void space(Path shown, FileStore disk, List<Finding> findings) throws IOException {
    long free = disk.getUsableSpace();
    if (free < LITTLE_SPACE) {
      findings.add(
          Finding.warning(
              "little_space",
              "%s has %d MiB left".formatted(shown, free >> 20),
              "When the disk is full, nobody can register or log in.",
              "Free some space, or set DATA_DIR to a folder on another disk."));
    }
  }

  private static List<Path> keys(Path folder) throws IOException {
    List<Path> keys = new ArrayList<>();
    for (String name : KEY_FOLDERS) {
      if (Files.isDirectory(folder.resolve(name))) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
          files.forEach(keys::add);
        }
      }
    }
    return keys;
  }

  private static void readableByOthers(Path file, List<Finding> findings) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      findings.add(
          Finding.error(
              "key_readable_by_others",
              file + " is readable or writable for other users of this machine",
              "They can forge tokens, or compute codes of authenticator apps, for any user.",
              "chmod 600 " + file + ", and rotate the key, because others may have it."));
    }
  }

  private static void usable(Path file, @Nullable MasterKey masterKey, List<Finding> findings)
      throws IOException {
    String id = KeyFolders.masterKeyIdOf(file);
    String expected = masterKey == null ? null : masterKey.id();
    if (id != null && !id.equals(expected)) {
      findings.add(
          Finding.error(
              "key_sealed_with_another_master_key",
              "%s is sealed with the master key %s, and MASTER_KEY is %s"
                  .formatted(file, id, expected == null ? "not set" : expected),
              "The server does not start.",
              "Set MASTER_KEY to the master key "
                  + id
                  + ", or restore the keys that belong to it."));
      return;
    }
    String defect = KeyFolders.defectOf(file, masterKey);
    if (defect != null) {
      findings.add(
          Finding.error(
              "key_unusable",
              "%s cannot be used: %s".formatted(file, defect),
              "Logins, or the codes of authenticator apps, do not work, and the server does not"
                  + " start.",
              "Restore the file from the backup, or create a new signing key with rotate-key."));
    } else if (id == null && expected != null) {
      findings.add(
          Finding.warning(
              "key_not_sealed",
              file + " is not sealed yet",
              "Everyone who gets a copy of the file can use it.",
              "Start the server: it seals the key with MASTER_KEY."));
    }
  }
}
