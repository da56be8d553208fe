package dev.gatehouse.benchmarks;

import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryKnownAddresses;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.adapter.redis.SharedNode;
import dev.gatehouse.adapter.redis.SharedStoreSettings;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.harness.emulator.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures a shared store as the number of counted keys and of nodes grows. */
final class SharedKeys {
  private static final int CALLERS = 8;
  private static final int MEASURED = 20_000;
  private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
  private static final Pattern CALLS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");

  private SharedKeys() {}

  public static void main(String[] arguments) {
    System.out.println(
        "| nodes | keys | MiB in the store | bytes per key | round trips per attempt | p50, us |"
            + " p99, us |");
    System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (int nodes : List.of(1, 2, 4)) {
      for (int keys : List.of(10_000, 100_000, 1_000_000)) {
        measure(nodes, keys);
      }
    }
  }

  private static void measure(int count, int keys) {
    List<SharedNode> nodes = new ArrayList<>();
    try (RedisServer store = RedisServer.start()) {
      for (int i = 0; i < count; i++) {
        nodes.add(node(store));
      }
      long empty = number(USED, store.run("info", "memory"));
      attempt(nodes, 0, keys);
      long full = number(USED, store.run("info", "memory")) - empty;
      long before = number(CALLS, store.run("info", "commandstats"));
      Load load = attempt(nodes, 0, MEASURED);
      long asked = number(CALLS, store.run("info", "commandstats")) - before;
      if (load.failures() > 0) {
        throw new IllegalStateException("the store did not answer");
      }
      System.out.printf(
          "| %d | %,d | %.1f | %d | %.2f | %.0f | %.0f |%n",
          count,
          keys,
          full / 1024.0 / 1024,
          full / keys,
          (double) asked / MEASURED,
          load.millisAt(50) * 1000,
          load.millisAt(99) * 1000);
      nodes.forEach(SharedNode::close);
    }
  }

  private static SharedNode node(RedisServer store) {
    return SharedNode.open(
        SharedStoreSettings.parse(store.url()),
        new SharedNode.OwnPorts(
            new InMemoryAttemptLimiter(Limits.DEFAULT, 1000, Ticker.SYSTEM),
            new InMemoryKnownAddresses(1000, Ticker.SYSTEM),
            new InMemoryRevokedTokens(1000, InstantSource.system(), Ticker.SYSTEM)),
        Limits.DEFAULT,
        InstantSource.system());
  }

  /** Takes an attempt for each user. */
  private static Load attempt(List<SharedNode> nodes, int from, int to) {
    Load load = new Load();
    AtomicInteger next = new AtomicInteger(from);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(
            () -> {
              for (int user = next.getAndIncrement(); user < to; user = next.getAndIncrement()) {
                SharedNode node = nodes.get(user % nodes.size());
                long begun = System.nanoTime();
                long fallbacks = node.state().fallbacks();
                var _ =
                    node.limiter()
                        .tryAcquire(
                            List.of(
                                new Budget(
                                    Limit.LOGIN_ATTEMPTS,
                                    new Username("user" + user),
                                    ClientAddress.of("192.0.2.1").network())));
                load.record(
                    Duration.ofNanos(System.nanoTime() - begun),
                    node.state().fallbacks() == fallbacks ? 200 : 503);
              }
            });
      }
    }
    return load;
  }

  private static long number(Pattern pattern, String text) {
    Matcher match = pattern.matcher(text);
    return match.find() ? Long.parseLong(match.group(1)) : 0;
  }
}
