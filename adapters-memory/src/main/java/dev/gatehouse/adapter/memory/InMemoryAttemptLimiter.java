package dev.gatehouse.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptDecision.Allowed;
import dev.gatehouse.domain.AttemptDecision.Refused;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.port.AttemptLimiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LockFreeBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts attempts on this node alone, until it stops.
 *
 * <p>Each kind of scope has room of its own, so that whoever fills one does not make another
 * forget. When a kind's room is full, what is rarely asked for is forgotten. Names are kept as
 * hashes: a scope takes the same room whatever its name, and a copy of the memory does not list who
 * was tried.
 */
public final class InMemoryAttemptLimiter implements AttemptLimiter {
  private final Map<Class<?>, Cache<Key, Bucket>> buckets;

  /** One for each limit that there is, of which there are as many as settings. */
  private final Map<AttemptLimit, BucketConfiguration> configurations = new ConcurrentHashMap<>();

  private final TimeMeter time;

  /**
   * Makes one that has counted nothing.
   *
   * @param capacity how many scopes of each kind it has room for; positive
   * @param clock tells the current time
   */
  public InMemoryAttemptLimiter(int capacity, InstantSource clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("there must be room for one at least");
    }
    this.time = new ClockTime(clock);
    this.buckets =
        Stream.of(AttemptScope.class.getPermittedSubclasses())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    _ ->
                        Caffeine.newBuilder()
                            .maximumSize(capacity)
                            .executor(Runnable::run)
                            .build()));
  }

  @Override
  public AttemptDecision take(AttemptScope scope, AttemptLimit limit) {
    ConsumptionProbe probe = bucket(scope, limit).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? new Allowed()
        : new Refused(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
  }

  @Override
  public void giveBack(AttemptScope scope, AttemptLimit limit) {
    bucket(scope, limit).addTokens(1);
  }

  private Bucket bucket(AttemptScope scope, AttemptLimit limit) {
    return room(scope).get(Key.of(scope), _ -> bucket(limit));
  }

  private Cache<Key, Bucket> room(AttemptScope scope) {
    Cache<Key, Bucket> room = buckets.get(scope.getClass());
    if (room == null) {
      throw new IllegalStateException("a kind of scope that is not sealed: " + scope.getClass());
    }
    return room;
  }

  /** Buckets share what they have in common, which is more than half of them. */
  private Bucket bucket(AttemptLimit limit) {
    return new LockFreeBucket(
        configurations.computeIfAbsent(limit, InMemoryAttemptLimiter::configuration),
        MathType.INTEGER_64_BITS,
        time,
        BucketListener.NOPE);
  }

  private static BucketConfiguration configuration(AttemptLimit limit) {
    return BucketConfiguration.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.attempts()).refillGreedy(limit.attempts(), limit.window()))
        .build();
  }

  /** How many scopes it holds, of all kinds, about. */
  public long size() {
    return buckets.values().stream().mapToLong(Cache::estimatedSize).sum();
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
