package dev.gatehouse.harness.emulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that was run to its end.
 *
 * @param exitCode 0 where it succeeded, by convention
 * @param output what it wrote to its standard output, as UTF-8
 * @param errors what it wrote to its standard error, as UTF-8
 */
public record Execution(int exitCode, String output, String errors) {
  /**
   * Runs a program to its end.
   *
   * @param program what to start; where its standard input is not redirected, it is empty
   * @param within how long it may take; it is killed when it takes longer
   * @throws IOException if it can't be started or takes too long
   */
  public static Execution of(ProcessBuilder program, Duration within) throws IOException {
    Path folder = Files.createTempDirectory("execution");
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    try {
      Process process =
          program.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(within)) {
        process.destroyForcibly();
        throw new IOException(
            "'%s' did not end within %s".formatted(String.join(" ", program.command()), within));
      }
      return new Execution(process.exitValue(), Files.readString(output), Files.readString(errors));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + program.command());
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
      Files.delete(folder);
    }
  }
}
