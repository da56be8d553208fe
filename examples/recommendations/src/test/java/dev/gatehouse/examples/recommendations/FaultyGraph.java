package dev.gatehouse.examples.recommendations;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Followed;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Oneself;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.TooManyFollowed;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Profile;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome.Found;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Wraps a correct graph and adds one fault. */
final class FaultyGraph implements SocialGraph {
  private final GraphFault fault;
  private final SocialGraph sound;
  private final Thread first = Thread.currentThread();
  private final Set<List<Subject>> followed = ConcurrentHashMap.newKeySet();
  private final Set<List<Subject>> unfollowed = ConcurrentHashMap.newKeySet();

  FaultyGraph(GraphFault fault, SocialGraph sound) {
    this.fault = fault;
    this.sound = sound;
  }

  private boolean has(GraphFault candidate) {
    return fault == candidate;
  }

  @Override
  public void enter(Person person) {
    if (has(GraphFault.SERVES_ONE_THREAD) && !Thread.currentThread().equals(first)) {
      throw new IllegalStateException("another thread");
    }
    if (has(GraphFault.FORGETS_WHO_ENTERS_AGAIN)) {
      sound.leave(person.subject());
    }
    sound.enter(person);
  }

  @Override
  public void leave(Subject subject) {
    if (!has(GraphFault.KEEPS_WHO_LEAVES)) {
      sound.leave(subject);
    }
  }

  @Override
  public void setInterests(Subject subject, Interests interests) {
    Stream<Interest> kept = interests.all().stream();
    if (has(GraphFault.ADDS_INTERESTS_UP) && sound.profile(subject) instanceof Found(var before)) {
      kept = Stream.concat(kept, before.interests().all().stream()).limit(Interests.MOST);
    }
    if (has(GraphFault.DROPS_QUOTES)) {
      kept = kept.map(interest -> new Interest(interest.name().replace("'", "")));
    }
    sound.setInterests(subject, new Interests(kept.toList()));
  }

  @Override
  public ProfileOutcome profile(Subject subject) {
    ProfileOutcome outcome = sound.profile(subject);
    return has(GraphFault.COUNTS_NO_FOLLOWERS)
            && outcome instanceof Found(Profile(var person, var interests, _, var following))
        ? new Found(new Profile(person, interests, 0, following))
        : outcome;
  }

  @Override
  public FollowOutcome follow(Subject follower, Subject other) {
    if (!followed.add(List.of(follower, other))
        && has(GraphFault.UNFOLLOWS_WHO_IS_FOLLOWED_AGAIN)) {
      sound.unfollow(follower, other);
      return new Followed();
    }
    FollowOutcome outcome = sound.follow(follower, other);
    boolean hidden =
        switch (outcome) {
          case Followed() -> false;
          case FollowOutcome.UnknownPerson() -> has(GraphFault.LETS_STRANGERS_BE_FOLLOWED);
          case Oneself() -> has(GraphFault.LETS_PEOPLE_FOLLOW_THEMSELVES);
          case TooManyFollowed(_) -> has(GraphFault.HAS_NO_BOUND);
        };
    return hidden ? new Followed() : outcome;
  }

  @Override
  public UnfollowOutcome unfollow(Subject follower, Subject other) {
    return !unfollowed.add(List.of(follower, other)) && has(GraphFault.REFUSES_TO_UNFOLLOW_TWICE)
        ? new UnfollowOutcome.UnknownPerson()
        : sound.unfollow(follower, other);
  }

  @Override
  public List<Recommendation> recommend(Subject subject, int count, @Nullable Rank after) {
    List<Recommendation> found =
        new ArrayList<>(
            sound.recommend(subject, count, has(GraphFault.REPEATS_THE_FIRST_PAGE) ? null : after));
    if (has(GraphFault.ASKS_FOR_MY_INTERESTS_ALONE)) {
      found.removeIf(recommendation -> recommendation.sharedWithMe().isEmpty());
    }
    if (has(GraphFault.RECOMMENDS_WHO_IS_FOLLOWED)) {
      followed.stream()
          .filter(pair -> pair.getFirst().equals(subject))
          .map(pair -> sound.profile(pair.getLast()))
          .forEach(
              outcome -> {
                if (outcome instanceof Found(var profile)) {
                  List<Interest> shared = profile.interests().all();
                  found.add(new Recommendation(profile.person(), shared, shared, 0));
                }
              });
    }
    if (has(GraphFault.BEGINS_AT_THE_END)) {
      return found.reversed();
    }
    if (has(GraphFault.TURNS_TIES_ROUND)) {
      found.sort(
          Comparator.<Recommendation>comparingInt(one -> one.rank().shared())
              .thenComparing(one -> one.person().subject().value())
              .reversed());
    }
    return has(GraphFault.COUNTS_NOBODY_WHO_SHARES)
        ? found.stream().map(FaultyGraph::withoutCount).toList()
        : found;
  }

  private static Recommendation withoutCount(Recommendation one) {
    return new Recommendation(one.person(), one.sharedWithMe(), one.sharedWithFollowed(), 0);
  }

  @Override
  public boolean answers() {
    return sound.answers() && !has(GraphFault.NEVER_ANSWERS);
  }
}
