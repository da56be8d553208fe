package dev.gatehouse.examples.recommendations.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Someone to follow, and why.
 *
 * @param person whom
 * @param sharedWithMe the interests that the person shares with the one who asks, in the order of
 *     their names
 * @param sharedWithFollowed those that the person shares with anyone whom the one who asks follows,
 *     in the order of their names
 * @param followedSharing how many of the people followed share at least one interest with the
 *     person
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

  /** Its place: by how many interests are shared, with whomever. */
  public Rank rank() {
    long shared =
        Stream.concat(sharedWithMe.stream(), sharedWithFollowed.stream()).distinct().count();
    return new Rank((int) shared, person.subject());
  }

  /** Why, for people; at least one reason. */
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
