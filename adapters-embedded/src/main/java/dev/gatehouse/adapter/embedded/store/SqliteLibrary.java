package dev.gatehouse.adapter.embedded.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library. The driver unpacks it at each start, unless the launcher has done that.
 * If that fails, the driver logs stack traces, so the folder is chosen before.
 */
public final class SqliteLibrary {
  /** Where the launcher has unpacked the library. */
  private static final String UNPACKED = "org.sqlite.lib.path";

  /** Where the driver unpacks it, and looks for what earlier processes have left. */
  private static final String FOLDER = "org.sqlite.tmpdir";

  private static boolean ready;

  private SqliteLibrary() {}

  /** Returns the path of the library on the class path. */
  public static String resource() {
    return LibraryLoaderUtil.getNativeLibResourcePath()
        + "/"
        + LibraryLoaderUtil.getNativeLibName();
  }

  /** Returns the folder in which the launcher has unpacked the library; null if it has not. */
  public static @Nullable Path unpacked() {
    String folder = System.getProperty(UNPACKED);
    return folder != null
            && Files.isRegularFile(Path.of(folder, LibraryLoaderUtil.getNativeLibName()))
        ? Path.of(folder)
        : null;
  }

  /**
   * Sets the system property {@value #FOLDER}, unless it is set.
   *
   * @param dataFolder the data folder, where the library may be unpacked; null if there is none
   * @throws IllegalStateException if the library cannot be loaded from any folder
   */
  static synchronized void prepare(@Nullable Path dataFolder) {
    if (ready || System.getProperty(FOLDER) != null) {
      return;
    }
    Path unpacked = unpacked();
    Path folder = unpacked == null ? NativeFolder.find(resource(), dataFolder) : unpacked;
    System.setProperty(FOLDER, folder.toString());
    ready = true;
  }
}
