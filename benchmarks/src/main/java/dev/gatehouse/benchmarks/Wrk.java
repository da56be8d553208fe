package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends load to {@code GET /users/me} with wrk on one core. */
final class Wrk {
  private static final int CONNECTIONS = 32;
  private static final Path SCRIPT = Path.of("benchmarks", "users-me.lua").toAbsolutePath();
  private static final Pattern RESULT = Pattern.compile("answered (\\d+), failed (\\d+)");

  private static final String LOG = "wrk.log";
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  private final Workspace workspace;
  private final int core;
  private final Path tokens;

  /**
   * Reads tokens from a file, one per line.
   *
   * @param workspace to run in
   * @param core the core to run on
   */
  Wrk(Workspace workspace, int core, Path tokens) {
    this.workspace = workspace;
    this.core = core;
    this.tokens = tokens;
  }

  /** Returns the number of responses with status 200. */
  long repeated(URI server, Duration time) throws InterruptedException {
    return run(server, time, 1, 1);
  }

  /**
   * Sends each of some tokens once. Returns the number of responses with status 200.
   *
   * @param first the line of the first token, starting at 1
   */
  long once(URI server, int first, int count) throws InterruptedException {
    return run(server, ENDS_WITHIN, first, count);
  }

  private long run(URI server, Duration time, int first, int count) throws InterruptedException {
    List<String> command =
        List.of(
            "wrk",
            "-t1",
            "-c" + CONNECTIONS,
            "--timeout",
            ENDS_WITHIN.toSeconds() + "s",
            "-d" + time.toSeconds() + "s",
            "-s",
            SCRIPT.toString(),
            server.toString(),
            tokens.toString(),
            Integer.toString(first),
            Integer.toString(count));
    Process wrk = workspace.start(Workspace.onCore(core, command), Map.of(), LOG);
    if (!wrk.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("wrk does not end");
    }
    try {
      String output = Files.readString(workspace.folder().resolve(LOG));
      Matcher result = RESULT.matcher(output);
      if (!result.find() || !result.group(2).equals("0")) {
        throw new IllegalStateException("the load failed: " + output);
      }
      return Long.parseLong(result.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
