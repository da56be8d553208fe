package dev.gatehouse.domain.limit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many attempts each limit allows.
 *
 * @param attempts the number for each limit; 0 turns a limit off; a limit that is absent has its
 *     default
 */
public record Limits(Map<Limit, Integer> attempts) {
  /** Every limit has its default. */
  public static final Limits DEFAULT = new Limits(Map.of());

  /** No limit at all. */
  public static final Limits OFF =
      new Limits(Arrays.stream(Limit.values()).collect(Collectors.toMap(limit -> limit, _ -> 0)));

  /**
   * Makes limits; the map is copied.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public Limits {
    attempts = Map.copyOf(attempts);
    attempts.forEach(
        (limit, number) -> {
          if (number < 0) {
            throw new IllegalArgumentException(limit + " must not be negative: " + number);
          }
        });
  }

  /** The same limits, but for one. */
  public Limits with(Limit limit, int number) {
    Map<Limit, Integer> changed = new HashMap<>(attempts);
    changed.put(limit, number);
    return new Limits(changed);
  }

  /** How many attempts the limit allows in its window; 0 where it is off. */
  public int of(Limit limit) {
    return attempts.getOrDefault(limit, limit.defaultAttempts());
  }
}
