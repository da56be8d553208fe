package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.nio.file.Path;

/** Appends a line to the file {@code lines} of a folder in a separate JVM. */
public final class AppendingProgram {
  private AppendingProgram() {}

  public static void main(String[] arguments) throws IOException {
    new DataDirectory(Path.of(arguments[0])).appendLine("lines", arguments[1]);
  }
}
