package dev.gatehouse.adapter.cognito.quota;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The calls per second that this node may send in each category.
 *
 * @param perSecond the number for each category, not negative; a category without a number, or with
 *     0, has no limit
 */
public record Quotas(Map<Quota, Integer> perSecond) {
  /** No limits. */
  public static final Quotas NONE = new Quotas(Map.of());

  /** The defaults of the service, for one node that has them for itself. */
  public static final Quotas DEFAULT =
      new Quotas(
          Arrays.stream(Quota.values())
              .collect(Collectors.toMap(Function.identity(), Quota::perSecond)));

  /**
   * Creates quotas; copies the numbers.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public Quotas {
    perSecond = Map.copyOf(perSecond);
    if (perSecond.values().stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("a negative quota: " + perSecond);
    }
  }
}
