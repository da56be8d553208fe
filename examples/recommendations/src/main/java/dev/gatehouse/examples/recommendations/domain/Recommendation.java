package dev.gatehouse.examples.recommendations.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person to follow, with the reasons.
 *
 * @param person the recommended person
 * @param sharedWithMe the interests that the person shares with the user, in the order of their
 *     names
 * @param sharedWithFollowed the interests that the person shares with people whom the user follows,
 *     in the order of their names
 * @param followedSharing how many of those people share at least one interest with the person
 */
public record Recommendation(
    Person person,
    List<Interest> sharedWithMe,
    List<Interest> sharedWithFollowed,
    int followedSharing) {
  /** Makes a recommendation; the lists are copied. */
  public Recommendation {
    sharedWithMe = List.copyOf(sharedWithMe);
    sharedWithFollowed = List.copyOf(sharedWithFollowed);
  }

  /**
   * Returns its place. It depends on the number of shared interests; an interest counts once even
   * if several people share it.
   */
  public Rank rank() {
    long shared =
        Stream.concat(sharedWithMe.stream(), sharedWithFollowed.stream()).distinct().count();
    return new Rank((int) shared, person.subject());
  }

  /** Returns the reasons as texts for the user; at least one. */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (!sharedWithMe.isEmpty()) {
      reasons.add("shares " + listed(sharedWithMe) + " with you");
    }
    if (!sharedWithFollowed.isEmpty()) {
      reasons.add(
          "shares %s with %d %s you follow"
              .formatted(
                  listed(sharedWithFollowed),
                  followedSharing,
                  followedSharing == 1 ? "person" : "people"));
    }
    return reasons;
  }

  private static String listed(List<Interest> interests) {
    return interests.stream().map(Interest::name).collect(Collectors.joining(", "));
  }
}
