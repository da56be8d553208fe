package dev.gatehouse.examples.recommendations.domain;

import java.util.Collection;
import java.util.List;

/**
 * The interests of one person.
 *
 * @param all each interest once, in the order of their names; at most {@link #MOST}
 */
public record Interests(List<Interest> all) {
  /** No interests. */
  public static final Interests NONE = new Interests(List.of());

  /** The most interests that a person may have. */
  public static final int MOST = 100;

  /**
   * Makes a person's interests. Copies and sorts them, and drops duplicates.
   *
   * @throws IllegalArgumentException if there are more than {@link #MOST}
   */
  public Interests {
    all = all.stream().sorted().distinct().toList();
    if (all.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " interests");
    }
  }

  /** Makes a person's interests from any collection. */
  public static Interests of(Collection<Interest> interests) {
    return new Interests(List.copyOf(interests));
  }
}
