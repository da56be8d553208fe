package dev.gatehouse.examples.recommendations.domain;

import dev.gatehouse.domain.Subject;
import java.util.Comparator;

/**
 * A place in the order of recommendations.
 *
 * @param shared how many interests are shared, each counted once; positive
 * @param subject the recommended person
 */
public record Rank(int shared, Subject subject) implements Comparable<Rank> {
  /**
   * More shared interests come first. Ties are ordered by the subject, because it never changes.
   */
  private static final Comparator<Rank> ORDER =
      Comparator.comparingInt(Rank::shared)
          .reversed()
          .thenComparing(rank -> rank.subject().value());

  /**
   * Makes a place.
   *
   * @throws IllegalArgumentException if {@code shared} is not positive
   */
  public Rank {
    if (shared < 1) {
      throw new IllegalArgumentException("no interest is shared");
    }
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
