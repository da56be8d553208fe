package dev.gatehouse.examples.recommendations.adapter.sqlite;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Profile;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The graph in memory. People and interests are numbers, and the interests and followed people of a
 * person are sorted arrays. So recommending takes one pass over the interests of all people.
 *
 * <p>Not safe for use by several threads at once.
 */
final class GraphIndex {
  private static final int[] NOBODY = {};

  private final Numbering<Interest> interests = new Numbering<>();
  private final Map<Subject, Integer> numbers = new HashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private @Nullable Person[] people = new @Nullable Person[16];
  private int[][] interestsOf = new int[16][];
  private int[][] followedBy = new int[16][];
  private int[] followers = new int[16];
  private int end;

  /** Returns the number of a person; -1 if the person is unknown. */
  int numberOf(Subject subject) {
    return numbers.getOrDefault(subject, -1);
  }

  /** Returns an unused number. */
  int freeNumber() {
    return free.isEmpty() ? end : free.getFirst();
  }

  /** Adds a person who is not in the graph yet, under an unused number. */
  void enter(int number, Person person) {
    if (number < end) {
      free.removeFirstOccurrence(number);
    }
    for (; end <= number; end++) {
      grow();
      if (end < number) {
        free.addLast(end);
      }
    }
    numbers.put(person.subject(), number);
    people[number] = person;
    interestsOf[number] = NOBODY;
    followedBy[number] = NOBODY;
    followers[number] = 0;
  }

  private void grow() {
    if (end == people.length) {
      people = Arrays.copyOf(people, 2 * end);
      interestsOf = Arrays.copyOf(interestsOf, 2 * end);
      followedBy = Arrays.copyOf(followedBy, 2 * end);
      followers = Arrays.copyOf(followers, 2 * end);
    }
  }

  void leave(int number) {
    numbers.remove(at(number).subject());
    setInterests(number, Interests.NONE);
    for (int followed : followedBy[number]) {
      followers[followed]--;
    }
    for (int other = 0; other < end; other++) {
      if (people[other] != null) {
        followedBy[other] = without(followedBy[other], number);
      }
    }
    people[number] = null;
    followedBy[number] = NOBODY;
    free.addFirst(number);
  }

  void setInterests(int number, Interests wanted) {
    int[] replaced = interestsOf[number];
    interestsOf[number] = wanted.all().stream().mapToInt(interests::acquire).sorted().toArray();
    for (int interest : replaced) {
      interests.release(interest);
    }
  }

  boolean follows(int follower, int followed) {
    return contains(followedBy[follower], followed);
  }

  int following(int follower) {
    return followedBy[follower].length;
  }

  /** Follows a person who is not followed yet. */
  void follow(int follower, int followed) {
    int[] before = followedBy[follower];
    int place = -Arrays.binarySearch(before, followed) - 1;
    int[] after = new int[before.length + 1];
    System.arraycopy(before, 0, after, 0, place);
    after[place] = followed;
    System.arraycopy(before, place, after, place + 1, before.length - place);
    followedBy[follower] = after;
    followers[followed]++;
  }

  /** Unfollows a person who is followed. */
  void unfollow(int follower, int followed) {
    followedBy[follower] = without(followedBy[follower], followed);
    followers[followed]--;
  }

  Profile profile(int number) {
    return new Profile(
        at(number),
        new Interests(named(Arrays.stream(interestsOf[number]))),
        followers[number],
        followedBy[number].length);
  }

  /** A person who may be recommended. */
  private record Candidate(int number, int shared) {}

  List<Recommendation> recommend(int me, int count, @Nullable Rank after) {
    boolean[] mine = marked(interestsOf[me]);
    boolean[] theirs = new boolean[interests.end()];
    for (int followed : followedBy[me]) {
      mark(theirs, interestsOf[followed]);
    }
    Comparator<Candidate> order =
        Comparator.comparingInt(Candidate::shared)
            .reversed()
            .thenComparing(candidate -> at(candidate.number()).subject().value());
    PriorityQueue<Candidate> best = new PriorityQueue<>(order.reversed());
    int[] followed = followedBy[me];
    int nextFollowed = 0;
    for (int other = 0; other < end; other++) {
      if (nextFollowed < followed.length && followed[nextFollowed] == other) {
        nextFollowed++;
        continue;
      }
      Person person = people[other];
      if (person == null || other == me) {
        continue;
      }
      int shared = 0;
      for (int interest : interestsOf[other]) {
        if (mine[interest] || theirs[interest]) {
          shared++;
        }
      }
      if (shared == 0 || (after != null && isUpTo(after, shared, person))) {
        continue;
      }
      Candidate candidate = new Candidate(other, shared);
      if (best.size() < count) {
        best.add(candidate);
      } else if (order.compare(candidate, best.element()) < 0) {
        best.remove();
        best.add(candidate);
      }
    }
    return best.stream()
        .sorted(order)
        .map(candidate -> recommendation(me, candidate.number(), mine, theirs))
        .toList();
  }

  private static boolean isUpTo(Rank after, int shared, Person person) {
    return shared > after.shared()
        || (shared == after.shared()
            && person.subject().value().compareTo(after.subject().value()) <= 0);
  }

  private Recommendation recommendation(int me, int other, boolean[] mine, boolean[] theirs) {
    int[] has = interestsOf[other];
    boolean[] wanted = marked(has);
    long sharing =
        Arrays.stream(followedBy[me])
            .filter(followed -> Arrays.stream(interestsOf[followed]).anyMatch(i -> wanted[i]))
            .count();
    return new Recommendation(
        at(other),
        named(Arrays.stream(has).filter(i -> mine[i])),
        named(Arrays.stream(has).filter(i -> theirs[i])),
        (int) sharing);
  }

  private Person at(int number) {
    Person person = people[number];
    if (person == null) {
      throw new IllegalArgumentException("no person has the number " + number);
    }
    return person;
  }

  private List<Interest> named(IntStream found) {
    return found.mapToObj(interests::at).sorted().toList();
  }

  private boolean[] marked(int[] found) {
    boolean[] marks = new boolean[interests.end()];
    mark(marks, found);
    return marks;
  }

  private static void mark(boolean[] marks, int[] found) {
    for (int i : found) {
      marks[i] = true;
    }
  }

  private static boolean contains(int[] sorted, int number) {
    return Arrays.binarySearch(sorted, number) >= 0;
  }

  private static int[] without(int[] sorted, int number) {
    return contains(sorted, number)
        ? Arrays.stream(sorted).filter(i -> i != number).toArray()
        : sorted;
  }
}
