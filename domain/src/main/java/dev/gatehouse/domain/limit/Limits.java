package dev.gatehouse.domain.limit;

import dev.gatehouse.domain.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The number of attempts of each rate limit.
 *
 * @param attempts the number for each limit; 0 turns a limit off; a missing limit has its default
 */
public record Limits(Map<Limit, Integer> attempts) {
  /** All limits with their defaults. */
  public static final Limits DEFAULT = new Limits(Map.of());

  /** All limits turned off. */
  public static final Limits OFF =
      new Limits(Arrays.stream(Limit.values()).collect(Collectors.toMap(limit -> limit, _ -> 0)));

  /**
   * Creates limits; copies the map.
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

  /** Returns the same limits with another number for one of them. */
  public Limits with(Limit limit, int number) {
    Map<Limit, Integer> changed = new HashMap<>(attempts);
    changed.put(limit, number);
    return new Limits(changed);
  }

  /**
   * Returns the number of attempts that a budget has in its window; 0 if its limit is off.
   *
   * <p>An IPv6 block of 56 bits has 4 times, and one of 48 bits 16 times the attempts of a smaller
   * network: enough for a few clients, but not for each of its 256 or 65,536 networks.
   */
  public int of(Budget budget) {
    Network network = budget.network();
    int networks =
        switch (network == null ? 0 : network.bits()) {
          case 56 -> 4;
          case 48 -> 16;
          default -> 1;
        };
    return Math.multiplyExact(of(budget.limit()), networks);
  }

  /** Returns the number of attempts that the limit allows in its window; 0 if it is off. */
  public int of(Limit limit) {
    return attempts.getOrDefault(limit, limit.defaultAttempts());
  }
}
