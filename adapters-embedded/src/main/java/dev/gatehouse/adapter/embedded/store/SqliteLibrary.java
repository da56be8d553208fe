package dev.gatehouse.adapter.embedded.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
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

  private SqliteLibrary() {}

  /** Returns the path of the library on the class path. */
  public static String resource() {
    return LibraryLoaderUtil.getNativeLibResourcePath()
        + "/"
        + LibraryLoaderUtil.getNativeLibName();
  }

  /** Returns the temporary folder of the JVM. */
  public static Path temporary(Properties system) {
    return Path.of(system.getProperty("java.io.tmpdir", "/tmp"));
  }

  /** Returns the folder in which the launcher has unpacked the library; null if it has not. */
  public static @Nullable Path unpacked(Properties system) {
    String folder = system.getProperty(UNPACKED);
    return folder != null
            && Files.isRegularFile(Path.of(folder, LibraryLoaderUtil.getNativeLibName()))
        ? Path.of(folder)
        : null;
  }

  /**
   * Chooses the folder for the library: sets the system property {@value #FOLDER}, unless it is
   * set. Call this before the first use of SQLite in the process.
   *
   * @param system the system properties of the process
   * @param dataFolder the data folder, where the library may be unpacked; null if there is none
   * @throws IllegalStateException if the library cannot be loaded from any folder
   */
  public static void prepare(Properties system, @Nullable Path dataFolder) {
    synchronized (SqliteLibrary.class) {
      if (system.getProperty(FOLDER) == null) {
        Path unpacked = unpacked(system);
        Path folder =
            unpacked == null
                ? NativeFolder.find(resource(), temporary(system), dataFolder)
                : unpacked;
        system.setProperty(FOLDER, folder.toString());
      }
    }
  }
}
