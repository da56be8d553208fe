package dev.gatehouse.examples.recommendations.domain;

import dev.gatehouse.domain.Subject;
import java.util.Comparator;

/**
 * A place in the order of recommendations.
 *
 * @param shared how many interests are shared, each counted once; positive
 * @param subject whose place it is
 */
public record Rank(int shared, Subject subject) implements Comparable<Rank> {
  /** Who shares more comes first; among equals the subject decides, as it never changes. */
  private static final Comparator<Rank> ORDER =
      Comparator.comparingInt(Rank::shared)
          .reversed()
          .thenComparing(rank -> rank.subject().value());

  /**
   * Makes a place.
   *
   * @throws IllegalArgumentException if nothing is shared
   */
  public Rank {
    if (shared < 1) {
      throw new IllegalArgumentException("nothing shared");
    }
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
