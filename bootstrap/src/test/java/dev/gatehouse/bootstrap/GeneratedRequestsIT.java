package dev.gatehouse.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.GeneratedRequests.Pipeline;
import dev.gatehouse.harness.http.RawExchange;
import dev.gatehouse.testkit.api.DocumentedApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends generated requests, many of them malformed, to the packaged jar with a small heap.
 *
 * <p>The output has the seed. {@code -Dgenerated.seed=SEED} repeats the requests.
 */
@Tag("slow")
final class GeneratedRequestsIT {
  private static final long REQUESTS = Long.getLong("generated.requests", 20_000);
  private static final long SEED = Long.getLong("generated.seed", new Random().nextLong());
  private static final int CONNECTIONS_AT_ONCE = 4;

  /** Less than a leak of 100 bytes per request, with a million requests. */
  private static final long MOST_MORE_KIBIBYTES = 96 * 1024;

  private static final long MOST_MORE_THREADS = 16;
  private static final long MOST_MORE_FILES = 16;
  private static final int MOST_FAILURES = 5;

  private static final Pattern FAILURE = Pattern.compile("(?m)^.* (ERROR|WARN) .*(\\R {2}.*)*");

  private static final List<String> PAGES =
      List.of("GET /", "GET /docs", "POST /session/login", "POST /session/token/refresh", "GET /x");

  @TempDir private Path folder;

  @Test
  void no_request_fails_or_leaks_without_limits() throws Exception {
    assertThat(send(GatehouseProcess.UNLIMITED))
        .containsKeys(200, 204, 400, 401, 403, 404, 405, 413, 415, 422, 431);
  }

  @Test
  void no_request_fails_or_leaks_with_limits() throws Exception {
    assertThat(send(Map.of("REQUESTS_PER_ADDRESS", "100"))).containsKeys(200, 400, 401, 404, 429);
  }

  /** Sends half of the requests. Returns how many responses have which status. */
  private Map<Integer, Long> send(Map<String, String> limits) throws Exception {
    Map<String, String> variables = new TreeMap<>(limits);
    variables.put("PUBLIC_URL", GeneratedRequests.ORIGIN);
    Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, variables)) {
      Sending sending = new Sending(gatehouse.port(), operations(gatehouse.port()), statuses);
      sending.send(REQUESTS / 10);
      Usage before = Usage.of(gatehouse.pid());
      sending.send(REQUESTS / 2);
      Usage after = Usage.of(gatehouse.pid());
      System.out.printf(
          "%,d generated requests with seed %d: %s; before %s, after %s%n",
          REQUESTS / 2, SEED, statuses, before, after);
      assertThat(after.kibibytes()).isLessThan(before.kibibytes() + MOST_MORE_KIBIBYTES);
      assertThat(after.threads()).isLessThan(before.threads() + MOST_MORE_THREADS);
      assertThat(after.files()).isLessThan(before.files() + MOST_MORE_FILES);
      try (HttpConnection connection = new HttpConnection(gatehouse.port())) {
        assertThat(connection.get("/health/ready").status()).isEqualTo(200);
      }
      // Strangers must not fill the log.
      List<String> failures = failures(gatehouse.output());
      failures.forEach(System.out::println);
      assertThat(failures)
          .as("Jetty 12.1 has a race when clients disconnect (its issue 12939)")
          .hasSizeLessThan(MOST_FAILURES);
    }
    Map<Integer, Long> counts = new TreeMap<>();
    statuses.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** Returns the warnings and errors in a log, with their stack traces. */
  private static List<String> failures(String log) {
    return FAILURE.matcher(log).results().map(MatchResult::group).toList();
  }

  /** Returns the operations of the API document and of the pages. */
  private static List<String> operations(int port) {
    byte[] request = "GET /openapi.json HTTP/1.0\r\n\r\n".getBytes(US_ASCII);
    String document = RawExchange.with(port, request).answer().split("\r\n\r\n", 2)[1];
    return Stream.concat(DocumentedApi.of(document).operations().stream().sorted(), PAGES.stream())
        .toList();
  }

  /** Sends requests on several connections at once. */
  private record Sending(int port, List<String> operations, Map<Integer, LongAdder> statuses) {
    void send(long requests) throws Exception {
      AtomicLong remaining = new AtomicLong(requests);
      AtomicLong connections = new AtomicLong();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS_AT_ONCE; i++) {
          running.add(
              threads.submit(
                  () -> {
                    while (remaining.get() > 0) {
                      remaining.addAndGet(-connect(SEED + connections.getAndIncrement()));
                    }
                    return null;
                  }));
        }
        for (Future<?> each : running) {
          each.get();
        }
      }
    }

    /** Uses one connection. Returns the number of responses; one if it closes early. */
    private int connect(long seed) throws IOException {
      GeneratedRequests generator = new GeneratedRequests(new SplittableRandom(seed), operations);
      Pipeline pipeline = generator.next();
      if (generator.closesEarly()) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.getOutputStream().write(pipeline.bytes());
        }
        return 1;
      }
      List<Integer> answered = RawExchange.with(port, pipeline.bytes()).statuses();
      for (int status : answered) {
        statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
        assertThat(status).as("seed %d: %s", seed, pipeline.text()).isLessThan(500);
      }
      return answered.size();
    }
  }

  /** What a process uses, as Linux counts it. */
  private record Usage(long kibibytes, long threads, long files) {
    private static final Pattern MEMORY = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    static Usage of(long pid) throws IOException {
      Path process = Path.of("/proc", Long.toString(pid));
      String status = Files.readString(process.resolve("status"));
      try (Stream<Path> files = Files.list(process.resolve("fd"))) {
        return new Usage(number(MEMORY, status), number(THREADS, status), files.count());
      }
    }

    private static long number(Pattern pattern, String status) {
      Matcher matcher = pattern.matcher(status);
      assertThat(matcher.find()).as("%s in %s", pattern, status).isTrue();
      return Long.parseLong(matcher.group(1));
    }
  }
}
