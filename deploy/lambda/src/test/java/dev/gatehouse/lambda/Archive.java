package dev.gatehouse.lambda;

import dev.gatehouse.harness.lambda.FunctionProcess;
import dev.gatehouse.harness.lambda.UnpackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
        UnpackedArchive.of(FILE, task);
      }
      return FunctionProcess.start(
          new FunctionProcess.Start(
              task, CLIENT, handler.getName(), variables, List.of(), List.of()),
          folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a class of these tests to the unpacked archive. */
  static void add(Path folder, Class<?> added) throws IOException {
    new UnpackedArchive(folder.resolve("task"))
        .add(added.getName(), Path.of("target/test-classes"));
  }
}
