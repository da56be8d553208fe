package dev.gatehouse.benchmarks;

import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures the embedded provider with 10,000 to 1,000,000 users and three times as many sessions:
 * logins, refreshes, pruning, a page of the list of users, and a backup.
 */
final class Growth {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
  private static final int SERVERS_CORE = 0;
  private static final int CLIENTS = 8;
  private static final int WARM_UP = 15_000;
  private static final int REFRESHES = 4_000;
  private static final int LOGINS = 40;
  private static final int PAGES = 20;
  private static final int PAGE = 1_000;

  /** Fewer than the measured refreshes can prune. */
  private static final int EXPIRED = 30_000;

  private static final int REFRESHES_PER_SECOND = 50;
  private static final double MEBIBYTE = 1024.0 * 1024;
  private static final Path PLOT = Path.of("docs/images/growth.png").toAbsolutePath();

  private final GeneratedUsers users;
  private final Path data;
  private final Server server;
  private final Client client = new Client();
  private final AtomicInteger next = new AtomicInteger();
  private final Load all = new Load();

  /**
   * The figures of a size.
   *
   * @param login CPU in milliseconds, with the hash
   * @param refresh CPU in microseconds
   * @param pruning CPU in microseconds of a refresh while expired sessions are pruned
   * @param page wall time in milliseconds of a page of the list of users
   * @param backup wall time in milliseconds per MiB of the database
   */
  private record Row(
      int users,
      double mebibytes,
      long start,
      double login,
      double refresh,
      double pruning,
      double page,
      double backup,
      double p99Before,
      double p99Meanwhile,
      long failures) {}

  private Growth(GeneratedUsers users, Path data, Server server) {
    this.users = users;
    this.data = data;
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int size : SIZES) {
      rows.add(measured(size));
    }
    plot(rows);
    System.out.println(
        "| users | sessions | database, MiB | start to ready, ms | login, ms of CPU | refresh, us"
            + " of CPU | refresh that prunes, us of CPU | 1,000 users listed, ms | backup, ms per"
            + " MiB | refresh before it, p99, ms | refresh during it, p99, ms |");
    System.out.println(
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Row row : rows) {
      System.out.printf(
          "| %,d | %,d | %,.0f | %d | %.1f | %.0f | %.0f | %.1f | %.1f | %.0f | %.0f |%n",
          row.users(),
          row.users() * GeneratedUsers.SESSIONS_PER_USER,
          row.mebibytes(),
          row.start(),
          row.login(),
          row.refresh(),
          row.pruning(),
          row.page(),
          row.backup(),
          row.p99Before(),
          row.p99Meanwhile());
    }
    Row first = rows.getFirst();
    Row last = rows.getLast();
    System.out.printf(
        "ratios, most to fewest users: login %.2f, refresh %.2f, refresh that prunes %.2f, list"
            + " %.2f, backup per MiB %.2f%n",
        last.login() / first.login(),
        last.refresh() / first.refresh(),
        last.pruning() / first.pruning(),
        last.page() / first.page(),
        last.backup() / first.backup());
    System.exit(rows.stream().allMatch(row -> row.failures() == 0) ? 0 : 1);
  }

  private static Row measured(int size) throws Exception {
    try (Workspace workspace = new Workspace()) {
      Path data = workspace.folder().resolve("data");
      GeneratedUsers users = new GeneratedUsers(data.resolve("gatehouse.db"), size);
      try (Server server = Server.start(workspace, Map.of())) {
        new Client().idTokenOf(server, "alice");
      }
      users.add();
      try (Server server = Server.startOn(SERVERS_CORE, workspace, Map.of())) {
        return new Growth(users, data, server).measure();
      }
    }
  }

  private Row measure() throws Exception {
    double mebibytes = Files.size(users.database()) / MEBIBYTE;
    perRequest(this::refresh, WARM_UP, CLIENTS);
    double refresh = perRequest(this::refresh, REFRESHES, CLIENTS);
    users.addExpired(EXPIRED);
    double pruning = perRequest(this::refresh, REFRESHES, CLIENTS);
    require(users.expired() == 0, "expired sessions are pruned");
    perRequest(this::login, LOGINS, 1);
    double login = perRequest(this::login, LOGINS, 1) / 1000;
    double page = page();
    Load before =
        Load.onSchedule(client, this::refresh, REFRESHES_PER_SECOND, Duration.ofSeconds(5));
    Load meanwhile = new Load();
    double backup = backUp(meanwhile) / mebibytes;
    all.add(before);
    all.add(meanwhile);
    all.printStatuses("%,d users".formatted(users.users()));
    return new Row(
        users.users(),
        mebibytes,
        server.startTime().toMillis(),
        login,
        refresh,
        pruning,
        page,
        backup,
        before.millisAt(99),
        meanwhile.millisAt(99),
        all.failures());
  }

  /** Sends requests from clients; returns the microseconds of CPU that each one takes. */
  private double perRequest(Supplier<HttpRequest> requests, int count, int clients) {
    Load load = new Load();
    AtomicInteger left = new AtomicInteger(count);
    Duration before = Cost.cpu(server.process());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        threads.execute(() -> load.repeat(client, requests, () -> left.decrementAndGet() < 0));
      }
    }
    all.add(load);
    return Cost.cpu(server.process()).minus(before).toNanos() / 1000.0 / load.requests();
  }

  /** Refreshes a session that was not used yet, somewhere in the table. */
  private HttpRequest refresh() {
    return Client.refresh(server, GeneratedUsers.refreshToken(spread(users.sessions())));
  }

  private HttpRequest login() {
    return Client.login(server, GeneratedUsers.name(spread(users.users())));
  }

  /** Returns different numbers below a bound that is no multiple of the prime. */
  private int spread(int bound) {
    return (int) (next.getAndIncrement() * 7_368_787L % bound);
  }

  /** Returns the median time of a page of the list of users, in milliseconds. */
  private double page() {
    EmbeddedSettings settings =
        new EmbeddedSettings(
            data,
            "http://gatehouse.test",
            Duration.ofHours(1),
            Duration.ofDays(30),
            RegistrationConfirmation.AUTO);
    try (UserAdministration list = UserAdministration.open(settings, InstantSource.system())) {
      List<Long> times =
          Stream.generate(() -> timeOf(list, GeneratedUsers.name(spread(users.users() - PAGE))))
              .limit(2 * PAGES)
              .skip(PAGES)
              .sorted()
              .toList();
      return times.get(PAGES / 2) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
  }

  private static long timeOf(UserAdministration list, String after) {
    long begin = System.nanoTime();
    require(list.findPage(new Username(after), PAGE).size() == PAGE, "a whole page");
    return System.nanoTime() - begin;
  }

  /** Backs up while clients refresh; returns the milliseconds. */
  private double backUp(Load meanwhile) throws SQLException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ =
          threads.submit(
              () -> {
                while (!over.get()) {
                  meanwhile.add(
                      Load.onSchedule(
                          client, this::refresh, REFRESHES_PER_SECOND, Duration.ofMillis(500)));
                }
                return null;
              });
      long begin = System.nanoTime();
      users.backUp(data.resolve("backup.db"));
      long took = System.nanoTime() - begin;
      over.set(true);
      return took / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("not so: " + what);
    }
  }

  private static void plot(List<Row> rows) throws IOException {
    new Plot(
            "The embedded provider with three sessions for each user",
            "users",
            values(rows, Row::users))
        .logarithmic()
        .titles("CPU, us", "ms")
        .left("refresh, us", values(rows, Row::refresh))
        .left("refresh that prunes, us", values(rows, Row::pruning))
        .right("login, ms of CPU", values(rows, Row::login))
        .right("1,000 users listed, ms", values(rows, Row::page))
        .save(PLOT);
  }

  private static double[] values(List<Row> rows, ToDoubleFunction<Row> column) {
    return rows.stream().mapToDouble(column).toArray();
  }
}
