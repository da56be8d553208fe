package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds a folder into which a native library can be unpacked. The temporary folder may be missing,
 * read-only, or mounted so that nothing in it can be run ({@code noexec}); then it is a folder in
 * the data folder.
 */
public final class NativeFolder {
  private static final Logger LOG = System.getLogger(NativeFolder.class.getName());
  private static final String NAME = "native";
  private static final String PREFIX = "gatehouse";
  private static final String SUFFIX = ".lib";

  private NativeFolder() {}

  /**
   * Returns the temporary folder if the library can be loaded from it, otherwise a folder in the
   * data folder, and says so in the log.
   *
   * @param library the path of the library on the class path, as {@link Class#getResource} takes it
   * @param dataFolder the data folder; null if there is none
   * @throws IllegalStateException if no folder works; the message names them and the remedy
   */
  static Path find(String library, Path temporary, @Nullable Path dataFolder) {
    String refusal = refusal(temporary, library);
    if (refusal == null) {
      return temporary;
    }
    String reasons = temporary + " (" + refusal + ")";
    if (dataFolder != null) {
      try {
        Path inside = new DataDirectory(dataFolder).folder(NAME);
        String second = refusal(inside, library);
        if (second == null) {
          LOG.log(Level.INFO, "Native libraries are unpacked in {0}, not in {1}", inside, reasons);
          return inside;
        }
        reasons += " or " + inside + " (" + second + ")";
      } catch (IOException e) {
        reasons += " or " + dataFolder + " (" + e.getMessage() + ")";
      }
    }
    throw new IllegalStateException(
        "a native library cannot be loaded from %s; give the JVM -Djava.io.tmpdir= and a folder that is writable and not mounted noexec"
            .formatted(reasons));
  }

  /**
   * Tries to load a native library from a folder. Returns why that fails; null if it works. Leaves
   * no file, and the library does not stay loaded.
   *
   * @param library the path of the library on the class path
   */
  public static @Nullable String refusal(Path folder, String library) {
    if (!Files.isDirectory(folder)) {
      return "there is no such folder";
    }
    try {
      Path copy = unpack(library, Files.createTempFile(folder, PREFIX, SUFFIX));
      try (Arena arena = Arena.ofConfined()) {
        var _ = lookup(copy, arena);
        return null;
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      return "it cannot be written";
    } catch (IllegalArgumentException e) {
      return "nothing in it can be run";
    }
  }

  /**
   * Loads a native library for the rest of the process, from a copy in the temporary folder. The
   * copy is deleted; Windows keeps it, because it is in use.
   *
   * @param library the path of the library on the class path
   * @throws IOException if the folder cannot be written
   * @throws IllegalArgumentException if the library cannot be loaded
   */
  public static SymbolLookup load(String library) throws IOException {
    Path copy = unpack(library, Files.createTempFile(PREFIX, SUFFIX));
    try {
      return lookup(copy, Arena.global());
    } finally {
      if (!copy.toFile().delete()) {
        LOG.log(Level.DEBUG, "{0} is in use and stays", copy);
      }
    }
  }

  private static Path unpack(String library, Path copy) throws IOException {
    try (InputStream content =
        Objects.requireNonNull(NativeFolder.class.getResourceAsStream(library), library)) {
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    }
  }

  // The libraries are those that Gatehouse brings along.
  @SuppressWarnings("restricted")
  private static SymbolLookup lookup(Path library, Arena arena) {
    return SymbolLookup.libraryLookup(library, arena);
  }
}
