package dev.gatehouse.examples.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
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
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome.Unfollowed;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that every {@link SocialGraph} must pass. Each promise of the port names its test. */
public abstract class SocialGraphContract {
  /** The most people that one person may follow in {@link #graph()}. */
  protected static final int MOST_FOLLOWED = 20;

  /** Returns the graph under test. It is empty when a test starts. */
  protected abstract SocialGraph graph();

  private static Subject sub(String name) {
    return new Subject("sub-" + name);
  }

  private static Interests interests(String... names) {
    return Interests.of(Stream.of(names).map(Interest::new).toList());
  }

  private static List<Interest> list(String... names) {
    return interests(names).all();
  }

  /** Adds a person with these interests. */
  private Subject enter(String name, String... interests) {
    graph().enter(new Person(sub(name), new Username(name)));
    graph().setInterests(sub(name), interests(interests));
    return sub(name);
  }

  private Profile profile(Subject subject) {
    if (graph().profile(subject) instanceof Found(var profile)) {
      return profile;
    }
    throw new AssertionError(subject + " is unknown");
  }

  private void follow(Subject follower, Subject followed) {
    assertThat(graph().follow(follower, followed)).isEqualTo(new Followed());
  }

  private List<Subject> recommended(Subject subject) {
    return graph().recommend(subject, 100, null).stream().map(r -> r.person().subject()).toList();
  }

  @Test
  void adding_a_person_again_changes_nothing() {
    Subject ann = enter("ann", "chess");

    graph().enter(new Person(ann, new Username("ann")));
    graph().enter(new Person(ann, new Username("ann2")));

    assertThat(graph().profile(ann))
        .isEqualTo(
            new Found(new Profile(new Person(ann, new Username("ann")), interests("chess"), 0, 0)));
  }

  @Test
  void leave_removes_all_data_of_the_person() {
    Subject ann = enter("ann", "chess");
    Subject bob = enter("bob", "chess");
    Subject cid = enter("cid", "chess");
    follow(ann, bob);
    follow(bob, cid);

    graph().leave(bob);
    graph().leave(bob);

    assertThat(graph().profile(bob)).isEqualTo(new ProfileOutcome.UnknownPerson());
    assertThat(profile(ann).following()).isZero();
    assertThat(profile(cid).followers()).isZero();
    assertThat(recommended(ann)).containsExactly(cid);
    Subject again = enter("bob");
    assertThat(profile(again).interests()).isEqualTo(Interests.NONE);
    assertThat(List.of(profile(again).followers(), profile(again).following())).containsOnly(0L);
  }

  @Test
  void new_interests_replace_the_old_ones() {
    Subject ann = enter("ann", "chess", "go");

    graph().setInterests(ann, interests("go", "tea"));
    assertThat(profile(ann).interests()).isEqualTo(interests("go", "tea"));
    graph().setInterests(ann, Interests.NONE);
    assertThat(profile(ann).interests()).isEqualTo(Interests.NONE);
    String[] most =
        IntStream.range(0, Interests.MOST).mapToObj(i -> "interest " + i).toArray(String[]::new);
    graph().setInterests(ann, interests(most));
    assertThat(profile(ann).interests()).isEqualTo(interests(most));
  }

  @Test
  void names_are_stored_unchanged() {
    String[] strange = {"o'hara \"; drop", "g.V().drop()", "日本 語", "a\\b", "😀"};
    Subject ann = enter("ann", strange);
    Subject bob = new Subject("sub '; --");
    graph().enter(new Person(bob, new Username("b\"o'b")));
    follow(ann, bob);

    assertThat(profile(ann).interests()).isEqualTo(interests(strange));
    assertThat(profile(bob).person()).isEqualTo(new Person(bob, new Username("b\"o'b")));
    assertThat(profile(bob).followers()).isOne();
  }

  @Test
  void operations_of_unknown_person_change_nothing() {
    Subject ann = enter("ann", "chess");
    Subject nobody = sub("nobody");

    graph().setInterests(nobody, interests("chess"));
    graph().leave(nobody);

    assertThat(graph().profile(nobody)).isEqualTo(new ProfileOutcome.UnknownPerson());
    assertThat(graph().recommend(nobody, 10, null)).isEmpty();
    assertThat(graph().recommend(ann, 10, null)).isEmpty();
    assertThat(graph().follow(ann, nobody)).isEqualTo(new FollowOutcome.UnknownPerson());
    assertThat(graph().follow(nobody, ann)).isEqualTo(new FollowOutcome.UnknownPerson());
    assertThat(graph().unfollow(ann, nobody)).isEqualTo(new UnfollowOutcome.UnknownPerson());
    assertThat(graph().unfollow(nobody, ann)).isEqualTo(new UnfollowOutcome.UnknownPerson());
    assertThat(profile(ann).followers()).isZero();
  }

  @Test
  void profile_counts_followers_and_followed() {
    Subject ann = enter("ann");
    Subject bob = enter("bob");
    Subject cid = enter("cid");
    follow(ann, bob);
    follow(ann, cid);
    follow(cid, bob);

    assertThat(profile(ann).following()).isEqualTo(2);
    assertThat(profile(ann).followers()).isZero();
    assertThat(profile(bob).followers()).isEqualTo(2);
    assertThat(profile(cid).followers()).isOne();
  }

  @Test
  void second_follow_changes_nothing() {
    Subject ann = enter("ann");
    Subject bob = enter("bob");

    follow(ann, bob);
    follow(ann, bob);

    assertThat(profile(bob).followers()).isOne();
    assertThat(profile(ann).following()).isOne();
  }

  @Test
  void second_unfollow_changes_nothing() {
    Subject ann = enter("ann");
    Subject bob = enter("bob");
    Subject cid = enter("cid");
    follow(ann, bob);
    follow(ann, cid);

    assertThat(graph().unfollow(ann, bob)).isEqualTo(new Unfollowed());
    assertThat(graph().unfollow(ann, bob)).isEqualTo(new Unfollowed());

    assertThat(profile(bob).followers()).isZero();
    assertThat(profile(ann).following()).isOne();
  }

  @Test
  void person_cannot_follow_themselves() {
    Subject ann = enter("ann");

    assertThat(graph().follow(ann, ann)).isEqualTo(new Oneself());
    assertThat(profile(ann).followers()).isZero();
  }

  @Test
  void number_of_followed_people_is_limited() {
    Subject ann = enter("ann");
    for (int i = 0; i < MOST_FOLLOWED; i++) {
      follow(ann, enter("p" + i));
    }
    Subject late = enter("late");

    assertThat(graph().follow(ann, late)).isEqualTo(new TooManyFollowed(MOST_FOLLOWED));
    follow(ann, sub("p0"));
    assertThat(graph().unfollow(ann, sub("p1"))).isEqualTo(new Unfollowed());
    follow(ann, late);
    assertThat(profile(ann).following()).isEqualTo(MOST_FOLLOWED);
  }

  @Test
  void people_with_shared_interests_are_recommended() {
    Subject ann = enter("ann", "chess");
    Subject bob = enter("bob", "go");
    Subject likeMe = enter("like-me", "chess");
    Subject likeBob = enter("like-bob", "go");
    enter("like-nobody", "tea");
    enter("without");
    follow(ann, bob);

    assertThat(recommended(ann)).containsExactly(likeBob, likeMe);
  }

  @Test
  void followed_people_are_not_recommended() {
    Subject ann = enter("ann", "chess");
    Subject bob = enter("bob", "chess");
    Subject cid = enter("cid", "chess");
    assertThat(recommended(ann)).containsExactly(bob, cid);

    follow(ann, bob);
    assertThat(recommended(ann)).containsExactly(cid);
    assertThat(graph().unfollow(ann, bob)).isEqualTo(new Unfollowed());
    assertThat(recommended(ann)).containsExactly(bob, cid);
  }

  @Test
  void person_with_more_shared_interests_comes_first() {
    Subject ann = enter("ann", "a", "b");
    Subject bob = enter("bob", "b", "c");
    Subject cid = enter("cid", "c");
    follow(ann, bob);
    follow(ann, cid);
    Subject three = enter("z-three", "a", "b", "c");
    Subject two = enter("y-two", "b", "c", "d");
    Subject one = enter("x-one", "c", "d");

    assertThat(recommended(ann)).containsExactly(three, two, one);
  }

  @Test
  void equal_ranks_are_sorted_by_subject() {
    Subject ann = enter("ann", "chess", "go");
    Subject third = enter("3", "chess");
    Subject first = enter("1", "go");
    Subject second = enter("2", "chess");

    assertThat(recommended(ann)).containsExactly(first, second, third);
  }

  @Test
  void recommendation_explains_the_shared_interests() {
    Subject ann = enter("ann", "chess", "tea");
    follow(ann, enter("bob", "chess", "go"));
    follow(ann, enter("cid", "go", "tea"));
    follow(ann, enter("dan", "walking"));
    enter("eve", "chess", "go", "sleep");

    Recommendation eve = graph().recommend(ann, 1, null).getFirst();

    assertThat(eve)
        .isEqualTo(
            new Recommendation(
                new Person(sub("eve"), new Username("eve")),
                list("chess"),
                list("chess", "go"),
                2));
    assertThat(eve.rank()).isEqualTo(new Rank(2, sub("eve")));
    assertThat(eve.reasons())
        .containsExactly("shares chess with you", "shares chess, go with 2 people you follow");
  }

  @Test
  void pages_contain_each_person_once() {
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      enter("p" + i, someOf(random, 12, 1 + random.nextInt(5)));
    }
    Model model = new Model();
    for (int i = 0; i < 120; i++) {
      Subject follower = sub("p" + random.nextInt(40));
      Subject followed = sub("p" + random.nextInt(40));
      if (graph().follow(follower, followed) instanceof Followed) {
        model.follow(follower, followed);
      }
    }

    for (int i = 0; i < 40; i += 7) {
      Subject me = sub("p" + i);
      List<Rank> pages = new ArrayList<>();
      @Nullable Rank last = null;
      List<Recommendation> page;
      do {
        page = graph().recommend(me, 4, last);
        page.forEach(recommendation -> pages.add(recommendation.rank()));
        last = pages.isEmpty() ? null : pages.getLast();
      } while (page.size() == 4 && pages.size() <= 40);

      assertThat(pages).isEqualTo(model.ranks(me));
    }
  }

  private static String[] someOf(Random random, int kinds, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> "i" + random.nextInt(kinds))
        .toArray(String[]::new);
  }

  /** Calculates the recommendations from the profiles, with a slow and simple method. */
  private final class Model {
    private final TreeMap<String, Set<Subject>> followed = new TreeMap<>();

    void follow(Subject follower, Subject other) {
      followed.computeIfAbsent(follower.value(), _ -> new HashSet<>()).add(other);
    }

    List<Rank> ranks(Subject me) {
      Set<Subject> mine = followed.getOrDefault(me.value(), Set.of());
      Set<Interest> wanted = new HashSet<>(profile(me).interests().all());
      mine.forEach(other -> wanted.addAll(profile(other).interests().all()));
      TreeSet<Rank> ranks = new TreeSet<>();
      for (int i = 0; i < 40; i++) {
        Subject other = sub("p" + i);
        long shared = profile(other).interests().all().stream().filter(wanted::contains).count();
        if (shared > 0 && !other.equals(me) && !mine.contains(other)) {
          ranks.add(new Rank((int) shared, other));
        }
      }
      return List.copyOf(ranks);
    }
  }

  @Test
  void simultaneous_calls_leave_a_consistent_graph()
      throws InterruptedException, ExecutionException {
    Subject star = enter("star", "chess");
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 24; i++) {
        String name = "fan" + i % 8;
        all.add(
            threads.submit(
                () -> {
                  Subject fan = enter(name, "chess", "go");
                  follow(fan, star);
                  graph().recommend(fan, 5, null);
                }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }

    assertThat(profile(star).followers()).isEqualTo(8);
    assertThat(profile(sub("fan3")).interests()).isEqualTo(interests("chess", "go"));
    assertThat(recommended(star)).hasSize(8);
  }

  @Test
  void available_graph_returns_true() {
    assertThat(graph().answers()).isTrue();
  }
}
