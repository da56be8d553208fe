package dev.gatehouse.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LockFreeBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts on this node only. The counts are lost when the node stops.
 *
 * <p>Each rate limit has its own capacity, so that many attempts at one limit do not evict the
 * budgets of another. If a limit reaches its capacity, budgets that are rarely used are evicted.
 * User names are stored as hashes: every budget takes the same memory, and a memory dump does not
 * show the names.
 */
public final class InMemoryAttemptLimiter implements AttemptLimiter {
  private final Map<Limit, Room> rooms = new EnumMap<>(Limit.class);
  private final TimeMeter time;

  /**
   * Creates an empty limiter.
   *
   * @param limits the numbers of allowed attempts
   * @param capacity the maximum number of budgets for each rate limit; positive
   * @param clock returns the current time
   */
  public InMemoryAttemptLimiter(Limits limits, int capacity, InstantSource clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("the capacity must be positive");
    }
    this.time = new ClockTime(clock);
    for (Limit limit : Limit.values()) {
      if (limits.of(limit) > 0) {
        rooms.put(limit, new Room(limits.of(limit), limit.window(), capacity));
      }
    }
  }

  /**
   * The budgets of one rate limit. They share one configuration, because it takes more than half of
   * the memory of a budget.
   */
  private static final class Room {
    private final BucketConfiguration configuration;
    private final Cache<Key, Bucket> buckets;

    Room(int attempts, Duration window, int capacity) {
      this.configuration =
          BucketConfiguration.builder()
              .addLimit(bandwidth -> bandwidth.capacity(attempts).refillGreedy(attempts, window))
              .build();
      this.buckets = Caffeine.newBuilder().maximumSize(capacity).executor(Runnable::run).build();
    }
  }

  /** Checks all budgets of an attempt before it takes from any. Synchronized for that reason. */
  @Override
  public synchronized AttemptDecision tryAcquire(List<Budget> budgets) {
    List<Bucket> buckets = new ArrayList<>(budgets.size());
    Budget spent = null;
    long longestWait = 0;
    for (Budget budget : budgets) {
      Bucket bucket = bucket(budget);
      if (bucket != null) {
        buckets.add(bucket);
        long wait = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        if (wait > longestWait) {
          longestWait = wait;
          spent = budget;
        }
      }
    }
    if (spent != null) {
      return new Refused(spent, Duration.ofNanos(longestWait));
    }
    for (Bucket bucket : buckets) {
      if (!bucket.tryConsume(1)) {
        throw new IllegalStateException(
            "the list contains a budget twice: " + budgets.stream().map(Budget::limit).toList());
      }
    }
    return new Allowed();
  }

  @Override
  public synchronized void release(List<Budget> budgets) {
    for (Budget budget : budgets) {
      Bucket bucket = bucket(budget);
      if (bucket != null) {
        bucket.addTokens(1);
      }
    }
  }

  /** Returns the bucket of the budget; null if the rate limit is off. */
  private @Nullable Bucket bucket(Budget budget) {
    Room room = rooms.get(budget.limit());
    return room == null
        ? null
        : room.buckets.get(
            Key.of(budget.username(), budget.network()),
            _ ->
                new LockFreeBucket(
                    room.configuration, MathType.INTEGER_64_BITS, time, BucketListener.NOPE));
  }

  /** Returns the approximate number of stored budgets, for all rate limits together. */
  public long size() {
    return rooms.values().stream().mapToLong(room -> room.buckets.estimatedSize()).sum();
  }

  /** Adapts the clock to the library. */
  private record ClockTime(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
