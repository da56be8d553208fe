package dev.gatehouse.bootstrap.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks whether the data folder of the embedded provider can be used. Does not change it. */
final class DataDirectoryExamination {
  private static final long LITTLE_SPACE = 100L << 20;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private DataDirectoryExamination() {}

  static List<Finding> of(Path folder) {
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
      space(shown, Files.getFileStore(folder), findings);
      for (String keys : List.of("signing-keys", "totp")) {
        readableByOthers(folder.resolve(keys), findings);
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

  private static void readableByOthers(Path keys, List<Finding> findings) throws IOException {
    if (!Files.isDirectory(keys)) {
      return;
    }
    try (Stream<Path> files = Files.list(keys)) {
      for (Path file : files.toList()) {
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
    }
  }
}
