package dev.gatehouse.bootstrap;

import java.util.List;
import java.util.Map;

/** Serves Gatehouse, or does what an operator asks. */
public final class Main {
  private Main() {}

  /**
   * Serves until a signal ends it; with a command, does that alone.
   *
   * <p>Exits with 2 on wrong use and wrong settings, with 1 when what was asked for fails.
   */
  public static void main(String[] words) {
    Map<String, String> variables = System.getenv();
    int code =
        new Commands(
                variables,
                Terminal.ofThisProcess(variables),
                properties -> properties.forEach(System::setProperty))
            .run(List.of(words));
    if (code != Commands.SERVING) {
      System.exit(code);
    }
  }
}
