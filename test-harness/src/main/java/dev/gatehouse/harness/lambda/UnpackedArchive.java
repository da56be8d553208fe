package dev.gatehouse.harness.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The classes and libraries of a function in a folder, as Lambda unpacks them. */
public record UnpackedArchive(Path folder) {
  /** Unpacks an archive into a folder that has none of its files. */
  public static UnpackedArchive of(Path archive, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          Path place = folder.resolve(entry.getName());
          Files.createDirectories(place.getParent());
          Files.copy(zip, place);
        }
      }
    }
    return new UnpackedArchive(folder);
  }

  /**
   * Adds a class.
   *
   * @param name the full name of the class
   * @param classes the folder with its compiled classes
   */
  public void add(String name, Path classes) throws IOException {
    Path file = Path.of(name.replace('.', '/') + ".class");
    Path place = folder.resolve(file);
    Files.createDirectories(place.getParent());
    Files.copy(classes.resolve(file), place);
  }
}
