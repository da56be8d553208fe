package dev.gatehouse.benchmarks.lambda;

import dev.gatehouse.harness.lambda.FunctionProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A function that can be started.
 *
 * @param task the folder with its classes and libraries
 * @param handler the class of its handler
 * @param variables its environment
 */
record LambdaFunction(Path task, String handler, Map<String, String> variables) {
  private static final Path CLIENT = Path.of("deploy/lambda/target/client").toAbsolutePath();
  private static final String TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** Lambda runs Java 25 with this option, unless the function has SnapStart. */
  private static final String ONLY_C1 = "-XX:TieredStopAtLevel=1";

  /** Returns the milliseconds from the start of the process to the response to its first event. */
  double startToResponse(CpuShare share, Event event) {
    long begin = System.nanoTime();
    try (FunctionProcess process = start(share, "on-demand", List.of(ONLY_C1))) {
      event.send(process);
      return millisSince(begin);
    }
  }

  /** Returns the milliseconds from the restore to the response to the first event. */
  double restoreToResponse(CpuShare share, Event event) {
    try (FunctionProcess process = start(share, "snap-start", List.of())) {
      process.api().awaitInit();
      long begin = System.nanoTime();
      process.api().restore();
      event.send(process);
      return millisSince(begin);
    }
  }

  /** Starts it, and restores it at once. */
  FunctionProcess restored(CpuShare share) {
    FunctionProcess process = start(share, "snap-start", List.of());
    process.api().awaitInit();
    process.api().restore();
    return process;
  }

  private FunctionProcess start(CpuShare share, String type, List<String> options) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put(TYPE, type);
    return FunctionProcess.start(
        new FunctionProcess.Start(task, CLIENT, handler, environment, share.command(), options),
        task.resolveSibling("log"));
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / NANOS_PER_MILLI;
  }
}
