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

/** Whether the embedded provider's folder is fit to keep users in; changes nothing in it. */
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
      return List.of(Finding.ok("data_directory", shown + " is not there yet; a start makes it"));
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return List.of(
          Finding.error(
              "data_directory_unusable",
              shown + (Files.isDirectory(folder) ? " can't be written to" : " is no folder"),
              "The server does not start.",
              "Let the server's user own it, or set DATA_DIR to another folder."));
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
              "Look at the folder and the disk that it is on."));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok("data_directory", shown + " can be written to"))
        : findings;
  }

  private static void space(Path shown, FileStore disk, List<Finding> findings) throws IOException {
    long free = disk.getUsableSpace();
    if (free < LITTLE_SPACE) {
      findings.add(
          Finding.warning(
              "little_space",
              "%s has %d MiB left".formatted(shown, free >> 20),
              "Once the disk is full, nobody can register or log in.",
              "Make room, or set DATA_DIR to a folder on another disk."));
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
                  file + " can be read or written by others",
                  "Whoever reads it can make tokens, or codes of authenticator apps, for any user.",
                  "chmod 600 " + file + ", and rotate the key: others may have it."));
        }
      }
    }
  }
}
