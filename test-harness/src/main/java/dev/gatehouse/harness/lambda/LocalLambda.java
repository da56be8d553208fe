package dev.gatehouse.harness.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a function on this machine: API Gateway, the Runtime API and the runtime client. */
public final class LocalLambda {
  private static final Duration TIMEOUT = Duration.ofSeconds(29);

  private LocalLambda() {}

  /**
   * Serves until the process ends.
   *
   * @param arguments the unpacked archive, the folder of the runtime client, the handler, the port
   */
  public static void main(String[] arguments) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.putIfAbsent("AWS_LAMBDA_FUNCTION_NAME", "gatehouse");
    FunctionProcess function =
        FunctionProcess.start(
            new FunctionProcess.Start(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                arguments[2],
                variables,
                List.of(),
                List.of()));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(function::close));
    try {
      function.api().awaitInit();
      function.api().restore();
      GatewayFront gateway =
          new GatewayFront(
              Integer.parseInt(arguments[3]), event -> function.api().invoke(event, TIMEOUT));
      System.out.println("Serving on http://127.0.0.1:" + gateway.port());
    } catch (RuntimeException e) {
      System.err.println("The function cannot be served: " + e.getMessage());
      System.exit(1);
    }
  }
}
