package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.HashedKey;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Counts the attempts of all nodes, in one round trip for all budgets of an attempt.
 *
 * <p>While the store does not answer, it counts on this node only. {@link
 * Limit#REQUESTS_PER_ADDRESS} is always counted on this node: it protects the node, and a flood
 * must not become a flood of the store.
 */
final class RedisAttemptLimiter implements AttemptLimiter {
  private final SharedStore store;
  private final Limits limits;
  private final AttemptLimiter ofThisNode;
  private final Supplier<String> time;
  private final AtomicLong fallbacks = new AtomicLong();

  /**
   * Creates a limiter.
   *
   * @param ofThisNode counts what the store does not
   */
  RedisAttemptLimiter(SharedStore store, Limits limits, AttemptLimiter ofThisNode) {
    this(store, limits, ofThisNode, () -> "");
  }

  /**
   * Creates a limiter with a clock for tests.
   *
   * @param time returns the time in microseconds, or an empty text for the time of the store
   */
  RedisAttemptLimiter(
      SharedStore store, Limits limits, AttemptLimiter ofThisNode, Supplier<String> time) {
    this.store = store;
    this.limits = limits;
    this.ofThisNode = ofThisNode;
    this.time = time;
  }

  @Override
  public AttemptDecision tryAcquire(List<Budget> budgets) {
    List<Budget> own = budgets.stream().filter(RedisAttemptLimiter::isOfThisNode).toList();
    AttemptDecision decision = ofThisNode.tryAcquire(own);
    if (decision instanceof Refused || own.size() == budgets.size()) {
      return decision;
    }
    decision = tryAcquireShared(shared(budgets));
    if (decision instanceof Refused) {
      ofThisNode.release(own);
    }
    return decision;
  }

  private AttemptDecision tryAcquireShared(List<Budget> budgets) {
    if (budgets.isEmpty()) {
      return new Allowed();
    }
    try {
      return decision(
          budgets, store.ask(Script.ACQUIRE.on(keys(budgets), acquireArguments(budgets))));
    } catch (UnavailableException _) {
      fallbacks.incrementAndGet();
      return ofThisNode.tryAcquire(budgets);
    }
  }

  private static AttemptDecision decision(List<Budget> budgets, List<Long> answer) {
    int spent = Math.toIntExact(answer.getFirst());
    return spent == 0
        ? new Allowed()
        : new Refused(
            budgets.get(spent - 1), Duration.of(Math.max(1, answer.getLast()), ChronoUnit.MICROS));
  }

  @Override
  public void release(List<Budget> budgets) {
    List<Budget> shared = shared(budgets);
    if (shared.isEmpty() || !store.isAvailable()) {
      ofThisNode.release(budgets);
    } else {
      ofThisNode.release(budgets.stream().filter(RedisAttemptLimiter::isOfThisNode).toList());
      store.tell(Script.RELEASE.on(keys(shared), shared.stream().map(this::step).toList()));
    }
  }

  /** Returns how many attempts were counted on this node because the store did not answer. */
  long fallbacks() {
    return fallbacks.get();
  }

  private List<Budget> shared(List<Budget> budgets) {
    return budgets.stream()
        .filter(budget -> !isOfThisNode(budget) && limits.of(budget) > 0)
        .toList();
  }

  private static boolean isOfThisNode(Budget budget) {
    return budget.limit() == Limit.REQUESTS_PER_ADDRESS;
  }

  private static List<String> keys(List<Budget> budgets) {
    return budgets.stream()
        .map(budget -> SharedStore.key(budget.limit().code(), HashedKey.of(budget)))
        .toList();
  }

  private List<String> acquireArguments(List<Budget> budgets) {
    List<String> arguments = new ArrayList<>();
    arguments.add(time.get());
    for (Budget budget : budgets) {
      arguments.add(step(budget));
      arguments.add(Long.toString(micros(budget)));
    }
    return arguments;
  }

  private String step(Budget budget) {
    return Long.toString(micros(budget) / limits.of(budget));
  }

  private static long micros(Budget budget) {
    return budget.limit().window().toNanos() / 1000;
  }
}
