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
 * Counts attempts on this node alone, until it stops.
 *
 * <p>Each limit has room of its own, so that a flood at one limit does not make another forget.
 * When the room of a limit is full, budgets that are rarely asked for are forgotten. Names are kept
 * as hashes: a budget takes the same room whatever its name, and a copy of the memory does not list
 * who was tried.
 */
public final class InMemoryAttemptLimiter implements AttemptLimiter {
  private final Map<Limit, Room> rooms = new EnumMap<>(Limit.class);
  private final TimeMeter time;

  /**
   * Makes one that has counted nothing.
   *
   * @param limits how many attempts are allowed
   * @param capacity how many budgets of each limit it has room for; positive
   * @param clock tells the current time
   */
  public InMemoryAttemptLimiter(Limits limits, int capacity, InstantSource clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("there must be room for one at least");
    }
    this.time = new ClockTime(clock);
    for (Limit limit : Limit.values()) {
      if (limits.of(limit) > 0) {
        rooms.put(limit, new Room(limits.of(limit), limit.window(), capacity));
      }
    }
  }

  /** The budgets of one limit; they share their configuration, which is more than half of them. */
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

  /** One at a time: all budgets of an attempt are looked at before any is charged. */
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
            "a budget was named twice: " + budgets.stream().map(Budget::limit).toList());
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

  /** The budget's bucket; null where its limit is off. */
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

  /** How many budgets it holds, of all limits, about. */
  public long size() {
    return rooms.values().stream().mapToLong(room -> room.buckets.estimatedSize()).sum();
  }

  /** The clock, as the library asks for it. */
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
