package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder and the processes that use it. Closing it, or stopping this process, ends the
 * processes and deletes the folder.
 */
public final class Workspace implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  public Workspace() {
    try {
      folder = Files.createTempDirectory("gatehouse-benchmark").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
  }

  public Path folder() {
    return folder;
  }

  /** Starts a process in the folder. Its output goes to a file there. */
  public synchronized Process start(
      List<String> command, Map<String, String> variables, String log) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> !List.of("PATH", "HOME").contains(name));
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile());
    try {
      Process process = builder.start();
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the absolute path of the folder in which an archive has unpacked itself. */
  public static Path onlyFolderIn(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow().toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the command for running on one core. */
  public static List<String> onCore(int core, List<String> command) {
    return Stream.concat(Stream.of("taskset", "-c", Integer.toString(core)), command.stream())
        .toList();
  }

  /** Moves all threads of this process to one core. */
  static void moveToCore(int core) throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder(
                "taskset",
                "--all-tasks",
                "--cpu-list",
                "--pid",
                Integer.toString(core),
                Long.toString(ProcessHandle.current().pid()))
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (taskset.waitFor() != 0) {
      throw new IllegalStateException("taskset fails");
    }
  }

  /** Stops a process; kills it if it does not stop in time. */
  static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    processes.forEach(Workspace::stop);
    try {
      if (Files.exists(folder)) {
        Files.walkFileTree(folder, new Deletion());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
