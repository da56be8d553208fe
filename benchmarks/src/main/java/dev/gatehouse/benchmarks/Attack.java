package dev.gatehouse.benchmarks;

import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Simulates attackers who guess passwords. First, 1,000 addresses attack one account, with and
 * without limits, while its owner logs in from a known address. Then one address attacks 10,000
 * accounts. It also measures the memory of the counters with a million different keys.
 */
final class Attack {
  private static final String OWNERS_ADDRESS = "203.0.113.7";
  private static final int ADDRESSES = 1000;
  private static final int ACCOUNTS = 10_000;
  private static final int CLIENTS = 16;
  private static final int KEYS = 1_000_000;
  private static final int CAPACITY = 25_000;

  /**
   * Each address sends one attempt in the measured time: more than twice as many as one core can
   * hash.
   */
  private static final int ATTACKS_PER_SECOND = 50;

  private static final Duration MEASURED = Duration.ofSeconds(20);

  /** The proxy on this machine is trusted. The limits are the defaults. */
  private static final Map<String, String> LIMITED =
      Server.withDefaultLimits(Map.of("TRUSTED_PROXIES", "127.0.0.1"));

  private static final Map<String, String> UNLIMITED = Map.of("TRUSTED_PROXIES", "127.0.0.1");

  private Attack() {}

  public static void main(String[] arguments) throws Exception {
    Load with = owner("with limits", LIMITED);
    Load without = owner("without limits", UNLIMITED);
    System.out.printf(
        "of the owner's logins succeed: %.2f with limits, %.2f without%n",
        with.succeeding(), without.succeeding());
    boolean spared = with.failures() == 0;
    boolean stopped = tenThousandAccounts();
    memory();
    System.exit(spared && stopped ? 0 : 1);
  }

  /** Measures the owner's logins, one per second, while 1,000 addresses send one attempt each. */
  private static Load owner(String how, Map<String, String> limits) throws Exception {
    try (Workspace workspace = new Workspace();
        Server server = Server.start(workspace, limits)) {
      Client client = new Client();
      client.idTokenOf(server, "alice");
      HttpRequest owners = Client.loginFrom(server, "alice", "Correct1horse", OWNERS_ADDRESS);
      Load first = Load.onSchedule(client, owners, 1, Duration.ofSeconds(3));
      if (first.failures() > 0) {
        throw new IllegalStateException("the owner can't log in before the attack");
      }
      AtomicInteger next = new AtomicInteger();
      Supplier<HttpRequest> strangers =
          () -> {
            int number = next.getAndIncrement() % ADDRESSES;
            return Client.loginFrom(
                server,
                "alice",
                "Wrong1horse",
                "198.18.%d.%d".formatted(number / 250, number % 250));
          };
      try (ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Load> attack =
            attackers.submit(
                () -> Load.onSchedule(client, strangers, ATTACKS_PER_SECOND, MEASURED));
        Load load = Load.onSchedule(client, owners, 1, MEASURED);
        load.print("owner's logins, 1,000 addresses trying, " + how);
        attack.get().printStatuses("  the attack");
        return load;
      }
    }
  }

  /** Sends one attempt per account from one address. */
  private static boolean tenThousandAccounts() throws InterruptedException {
    try (Workspace workspace = new Workspace();
        Server server = Server.start(workspace, LIMITED)) {
      Client client = new Client();
      AtomicInteger next = new AtomicInteger();
      Load attack = new Load();
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          clients.execute(
              () ->
                  attack.repeat(
                      client,
                      () ->
                          Client.loginFrom(
                              server, "user-" + next.get(), "Wrong1horse", OWNERS_ADDRESS),
                      () -> next.getAndIncrement() >= ACCOUNTS));
        }
      }
      attack.printStatuses("one address, 10,000 accounts");
      return attack.answeredWith(200) == 0
          && attack.answeredWith(401) + attack.answeredWith(429) == attack.requests();
    }
  }

  /** Measures the heap of the counters when they are full, and after ten times as many keys. */
  private static void memory() {
    long before = usedHeap();
    InMemoryAttemptLimiter limiter =
        new InMemoryAttemptLimiter(Limits.DEFAULT, CAPACITY, Ticker.SYSTEM);
    for (int i = 0; i < CAPACITY; i++) {
      count(limiter, i);
    }
    double full = mebibytes(usedHeap() - before);
    for (int i = CAPACITY; i < KEYS; i++) {
      count(limiter, i);
    }
    double beyond = mebibytes(usedHeap() - before);
    count(limiter, KEYS);
    System.out.printf(
        "counting %,d names from %,d addresses takes %.1f MiB, %,d of each %.1f MiB: ratio %.2f%n",
        CAPACITY, CAPACITY, full, KEYS, beyond, beyond / full);
  }

  /** Counts a login with a new user name from a new address, in all its limits. */
  private static void count(InMemoryAttemptLimiter limiter, int number) {
    Username name = new Username("user-" + number);
    Network network =
        ClientAddress.of("2001:db8:%x:%x::".formatted(number >> 16, number & 0xffff)).network();
    limiter.tryAcquire(
        List.of(
            new Budget(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, null, network),
            new Budget(Limit.LOGIN_ATTEMPTS, name, network),
            new Budget(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, name, null)));
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double mebibytes(long bytes) {
    return bytes / 1024.0 / 1024;
  }
}
