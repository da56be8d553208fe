package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether other users of the machine can put files into a folder. */
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
