package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether other users of the machine can put files into a folder, or read a secret. */
public final class FolderAccess {
  private static final int ROOT = 0;
  private static final String OWNER = "unix:uid";

  /** On Linux, the folder of this process. It belongs to the user that runs the process. */
  private static final Path PROCESS = Path.of("/proc/self");

  private FolderAccess() {}

  /**
   * Returns why a folder is not safe, such as "it belongs to another user"; null if it is safe, or
   * if the file system has no POSIX permissions.
   *
   * @throws IOException if the folder cannot be examined
   */
  public static @Nullable String weakness(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return null;
    }
    int owner = uid(folder);
    return weakness(
        Files.getPosixFilePermissions(folder), owner, Files.exists(PROCESS) ? uid(PROCESS) : owner);
  }

  /**
   * Returns why a file with a secret is not safe, such as "every user of the machine can read it";
   * null if it is safe, or if the file system has no POSIX permissions. The group may read it,
   * because the user of a service often reads a file of root by its group.
   *
   * @throws IOException if the file cannot be examined
   */
  public static @Nullable String weaknessOfSecret(Path file) throws IOException {
    String weakness = weakness(file);
    return weakness == null
            && file.getFileSystem().supportedFileAttributeViews().contains("posix")
            && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
        ? "every user of the machine can read it"
        : weakness;
  }

  /** The group may write, because containers often share a folder by its group. */
  static @Nullable String weakness(Set<PosixFilePermission> permissions, int owner, int process) {
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      return "every user of the machine can write to it";
    }
    return owner == process || owner == ROOT || process == ROOT
        ? null
        : "it belongs to another user";
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, OWNER);
  }
}
