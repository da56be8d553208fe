package dev.gatehouse.benchmarks;

import dev.gatehouse.examples.recommendations.adapter.sqlite.SqliteSocialGraph;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A generated social graph in a file. A person has 20 edges on average: 8 interests out of 1,000,
 * and 12 followed people. The distributions have heavy tails: a few people follow very many, a few
 * are followed by very many, and a few interests are shared by very many.
 */
final class SocialGraphFile {
  static final int EDGES_PER_PERSON = 20;

  private static final int INTERESTS = 1_000;
  private static final int INTERESTS_PER_PERSON = 8;
  private static final int FOLLOWED_PER_PERSON = 12;
  private static final int MOST_INTERESTS = 100;
  private static final int MOST_FOLLOWED = 5_000;

  /** The tail of a Pareto distribution: the lower, the heavier. */
  private static final double SHAPE = 1.3;

  /**
   * How strongly popular targets are preferred: rank n is chosen with a density of n to the power
   * of -2/3.
   */
  private static final double PREFERENCE = 3;

  private SocialGraphFile() {}

  /** The size of the generated graph. */
  record Made(int people, int edges, int mostFollowed, int mostFollowers) {}

  /**
   * Generates a graph.
   *
   * @param subjects the real users; the first of them follow the most people
   */
  static Made make(Path file, int people, List<String> subjects) throws SQLException {
    SqliteSocialGraph.open(file, MOST_FOLLOWED).close();
    Random random = new Random(people);
    int[] interests = degrees(random, people, INTERESTS_PER_PERSON, MOST_INTERESTS);
    int[] followed =
        degrees(random, people, FOLLOWED_PER_PERSON, Math.min(MOST_FOLLOWED, people / 20));
    int[] followers = new int[people];
    List<Integer> popularity = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      popularity.add(i);
    }
    Collections.shuffle(popularity, random);
    int edges = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      execute(connection, "PRAGMA synchronous = OFF");
      connection.setAutoCommit(false);
      try (PreparedStatement person =
              connection.prepareStatement("INSERT INTO people (id, sub, name) VALUES (?, ?, ?)");
          PreparedStatement interest =
              connection.prepareStatement("INSERT INTO interests (person, name) VALUES (?, ?)");
          PreparedStatement follows =
              connection.prepareStatement(
                  "INSERT INTO follows (follower, followed) VALUES (?, ?)")) {
        for (int i = 0; i < people; i++) {
          person.setInt(1, i);
          person.setString(2, i < subjects.size() ? subjects.get(i) : "generated-" + i);
          person.setString(3, "person-" + i);
          person.execute();
        }
        for (int i = 0; i < people; i++) {
          for (int picked : picks(random, INTERESTS, interests[i])) {
            interest.setInt(1, i);
            interest.setString(2, "interest %d".formatted(picked));
            interest.execute();
            edges++;
          }
          for (int other : others(random, popularity, followed[i], i)) {
            follows.setInt(1, i);
            follows.setInt(2, other);
            follows.execute();
            followers[other]++;
            edges++;
          }
        }
        connection.commit();
      }
    }
    return new Made(people, edges, max(followed), max(followers));
  }

  /** Returns degrees with a heavy tail and this average, the highest first. */
  private static int[] degrees(Random random, int people, int average, int most) {
    double[] weights = new double[people];
    double sum = 0;
    for (int i = 0; i < people; i++) {
      weights[i] = Math.pow(1 - random.nextDouble(), -1 / SHAPE);
      sum += weights[i];
    }
    int[] degrees = new int[people];
    int left = average * people;
    for (int i = 0; i < people; i++) {
      degrees[i] = Math.clamp(Math.round(average * people * weights[i] / sum), 1, most);
      left -= degrees[i];
    }
    while (left != 0) {
      int i = random.nextInt(people);
      int step = Integer.signum(left);
      if (degrees[i] + step >= 1 && degrees[i] + step <= most) {
        degrees[i] += step;
        left -= step;
      }
    }
    Arrays.sort(degrees);
    for (int i = 0; i < people / 2; i++) {
      int swapped = degrees[i];
      degrees[i] = degrees[people - 1 - i];
      degrees[people - 1 - i] = swapped;
    }
    return degrees;
  }

  /** Returns different ranks; low ranks are the most likely. */
  private static Set<Integer> picks(Random random, int among, int count) {
    Set<Integer> picked = new TreeSet<>();
    while (picked.size() < count) {
      picked.add((int) (among * Math.pow(random.nextDouble(), PREFERENCE)));
    }
    return picked;
  }

  private static List<Integer> others(
      Random random, List<Integer> popularity, int count, int self) {
    List<Integer> others = new ArrayList<>();
    for (int rank : picks(random, popularity.size(), count + 1)) {
      if (others.size() < count && popularity.get(rank) != self) {
        others.add(popularity.get(rank));
      }
    }
    return others;
  }

  private static int max(int[] numbers) {
    int max = 0;
    for (int number : numbers) {
      max = Math.max(max, number);
    }
    return max;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
