package dev.gatehouse.lambda;

import dev.gatehouse.harness.lambda.FunctionProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The archive that this build has made. */
final class Archive {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final Path FILE = Path.of("target/gatehouse-lambda.zip").toAbsolutePath();
  private static final Path CLIENT = Path.of("target/client").toAbsolutePath();

  private Archive() {}

  /** Starts a handler of the archive, unpacked in a folder; its log is the file {@code log}. */
  static FunctionProcess start(Path folder, Class<?> handler, Map<String, String> variables) {
    try {
      Path task = folder.resolve("task");
      if (!Files.exists(task)) {
        unpack(Files.createDirectories(task));
      }
      return FunctionProcess.start(
          new FunctionProcess.Start(
              task, CLIENT, handler.getName(), variables, List.of(), List.of()),
          folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path task) throws IOException {
    try (InputStream file = Files.newInputStream(FILE);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path place = task.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(place);
        } else {
          Files.createDirectories(place.getParent());
          Files.copy(zip, place);
        }
      }
    }
  }

  /** Adds a class of these tests to the unpacked archive. */
  static void add(Path folder, Class<?> added) throws IOException {
    String name = added.getName().replace('.', '/') + ".class";
    Path place = folder.resolve("task").resolve(name);
    Files.createDirectories(place.getParent());
    Files.copy(Path.of("target/test-classes", name), place);
  }
}
