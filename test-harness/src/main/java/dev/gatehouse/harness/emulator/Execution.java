package dev.gatehouse.harness.emulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The result of a program that has ended.
 *
 * @param exitCode 0 if it succeeded, by convention
 * @param output its standard output, as UTF-8
 * @param errors its standard error, as UTF-8
 */
public record Execution(int exitCode, String output, String errors) {
  /**
   * Runs a program and waits for its end.
   *
   * @param program the program; its standard input is empty if it is not redirected
   * @param within the time-out, after which the program is killed
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
