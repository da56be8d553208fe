package dev.gatehouse.adapter.memory;

import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.HashedKey;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts on this node only. The counts are lost when the node stops.
 *
 * <p>Each rate limit has its own capacity, so that many attempts at one limit do not use up the
 * space of another. Only a budget that is full again is forgotten, which changes nothing. While a
 * limit has no space, new budgets share a few common ones. User names are stored as hashes: every
 * budget takes the same memory, and a memory dump does not show the names.
 */
public final class InMemoryAttemptLimiter implements AttemptLimiter {
  private final Map<Limit, Room> rooms = new EnumMap<>(Limit.class);
  private final Limits limits;
  private final TimeMeter time;

  /**
   * Creates an empty limiter.
   *
   * @param limits the numbers of allowed attempts
   * @param capacity the maximum number of budgets for each rate limit, without the common ones;
   *     positive
   * @param ticker measures the windows of the limits
   */
  public InMemoryAttemptLimiter(Limits limits, int capacity, Ticker ticker) {
    if (capacity < 1) {
      throw new IllegalArgumentException("the capacity must be positive");
    }
    this.limits = limits;
    this.time = new TickerTime(ticker);
    for (Limit limit : Limit.values()) {
      if (limits.of(limit) > 0) {
        rooms.put(limit, new Room(limit.window(), capacity));
      }
    }
  }

  /** The budgets of one rate limit. */
  private final class Room {
    /** How many budgets are shared by all that find no space, for each number of attempts. */
    private static final int COMMON = 256;

    /** How many of the longest unused budgets are checked for a new one. */
    private static final int CHECKED = 8;

    private final Duration window;
    private final int capacity;

    /** By number of attempts: a configuration takes more than half of the memory of a budget. */
    private final Map<Integer, BucketConfiguration> configurations = new HashMap<>();

    private final Map<HashedKey, Bucket> common = new HashMap<>();

    /** The longest unused budget comes first. */
    private final Map<HashedKey, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    Room(Duration window, int capacity) {
      this.window = window;
      this.capacity = capacity;
    }

    Bucket bucket(HashedKey key, int attempts) {
      Bucket bucket = buckets.get(key);
      if (bucket != null) {
        return bucket;
      }
      if (buckets.size() >= capacity) {
        forgetFullBuckets();
      }
      return buckets.size() < capacity
          ? buckets.computeIfAbsent(key, _ -> create(attempts))
          : common.computeIfAbsent(
              new HashedKey(attempts, Math.floorMod(key.low(), COMMON)), _ -> create(attempts));
    }

    private void forgetFullBuckets() {
      Iterator<Bucket> eldest = buckets.values().iterator();
      for (int i = 0; i < CHECKED && eldest.hasNext(); i++) {
        if (eldest.next() instanceof LockFreeBucket bucket && isFull(bucket)) {
          eldest.remove();
        }
      }
    }

    private static boolean isFull(LockFreeBucket bucket) {
      return bucket.getAvailableTokens()
          == bucket.getConfiguration().getBandwidths()[0].getCapacity();
    }

    private Bucket create(int attempts) {
      BucketConfiguration configuration =
          configurations.computeIfAbsent(
              attempts,
              _ ->
                  BucketConfiguration.builder()
                      .addLimit(
                          bandwidth -> bandwidth.capacity(attempts).refillGreedy(attempts, window))
                      .build());
      return new LockFreeBucket(configuration, MathType.INTEGER_64_BITS, time, BucketListener.NOPE);
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
    return room == null ? null : room.bucket(HashedKey.of(budget), limits.of(budget));
  }

  /** Returns the number of stored budgets, for all rate limits together. */
  public synchronized long size() {
    return rooms.values().stream().mapToLong(room -> room.buckets.size()).sum();
  }

  /** Adapts the ticker to the library. */
  private record TickerTime(Ticker ticker) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ticker.nanoTime();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
