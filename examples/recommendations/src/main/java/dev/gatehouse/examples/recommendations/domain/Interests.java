package dev.gatehouse.examples.recommendations.domain;

import java.util.Collection;
import java.util.List;

/**
 * What one person is interested in.
 *
 * @param all each interest once, in the order of their names; at most {@link #MOST}
 */
public record Interests(List<Interest> all) {
  /** No interests. */
  public static final Interests NONE = new Interests(List.of());

  /** How many interests a person may have. */
  public static final int MOST = 100;

  /**
   * Makes a person's interests; they are copied, sorted, and each is kept once.
   *
   * @throws IllegalArgumentException if they are more than {@link #MOST}
   */
  public Interests {
    all = all.stream().sorted().distinct().toList();
    if (all.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " interests");
    }
  }

  /** The same, of interests in any collection. */
  public static Interests of(Collection<Interest> interests) {
    return new Interests(List.copyOf(interests));
  }
}
