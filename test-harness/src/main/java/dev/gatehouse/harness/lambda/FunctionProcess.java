package dev.gatehouse.harness.lambda;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function under the runtime client of AWS, as Lambda starts it. */
public final class FunctionProcess implements AutoCloseable {
  private static final Duration SECONDS = Duration.ofSeconds(10);

  private final RuntimeApi api = new RuntimeApi();
  private final Process process;

  /**
   * How to start a function.
   *
   * @param task the unpacked archive
   * @param client the folder with the jars of the runtime client
   * @param handler the class of the handler
   * @param variables the environment; nothing is inherited
   * @param command what runs the JVM, such as {@code taskset -c 0}; may be empty
   * @param options of the JVM
   */
  public record Start(
      Path task,
      Path client,
      String handler,
      Map<String, String> variables,
      List<String> command,
      List<String> options) {}

  private FunctionProcess(Start start, Redirect output) {
    List<String> command = new ArrayList<>(start.command());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                + start.client().resolve("jni/libaws-lambda-jni.linux-x86_64.so"),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            start.client() + "/*"));
    command.addAll(start.options());
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(start.handler());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(start.task().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().clear();
    builder.environment().putAll(start.variables());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = process.onExit().thenRun(() -> api.fail("the function has ended"));
  }

  /** Starts a function that writes its log to a file. */
  public static FunctionProcess start(Start start, Path log) {
    return new FunctionProcess(start, Redirect.appendTo(log.toFile()));
  }

  /** Starts a function that writes its log where this process does. */
  public static FunctionProcess start(Start start) {
    return new FunctionProcess(start, Redirect.INHERIT);
  }

  /** Returns the API that the function asks for events. */
  public RuntimeApi api() {
    return api;
  }

  /** Stops the process without ending it, as Lambda does between two events. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Execution.of(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())), SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the exit code; waits for it. */
  public int exitCode() {
    try {
      if (!process.waitFor(SECONDS.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the function has not ended");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    // What runs the JVM may be its parent, and a stopped process ends by no other signal.
    process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
    var _ = process.destroyForcibly();
    api.close();
  }
}
