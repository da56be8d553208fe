package dev.gatehouse.examples.recommendations.adapter.gremlin;

import static org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource.traversal;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.adapter.gremlin.GremlinConnection.Server;
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
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tinkerpop.gremlin.process.traversal.Merge;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.structure.Column;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;
import org.jspecify.annotations.Nullable;

/**
 * Stores the graph on a Gremlin server. People and interests are vertices; "follows" and "likes"
 * are edges. We choose all identifiers, so that repeating a change creates no duplicates.
 *
 * <p>If a change needs several traversals, their order allows a retry after a failure in between.
 * The server may be unavailable when this object is created, and at any later time.
 */
public final class GremlinSocialGraph implements SocialGraph, AutoCloseable {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
  private static final String PERSON = "person";
  private static final String INTEREST = "interest";
  private static final String LIKES = "likes";
  private static final String FOLLOWS = "follows";
  private static final String SUB = "sub";
  private static final String NAME = "name";

  /** The people that a traversal has collected, to look them up without another traversal. */
  private static final String KNOWN = "known";

  private static final String MINE = "mine";
  private static final String THEIRS = "theirs";

  private final GremlinConnection connection;
  private final GraphTraversalSource g;
  private final int mostFollowed;

  /**
   * Creates the object; the first traversal connects.
   *
   * @param endpoint the server's URL, {@code ws://host:8182/gremlin} or {@code wss://...}
   * @param mostFollowed how many people one person may follow; positive
   * @param clock the source of the current time
   */
  public GremlinSocialGraph(URI endpoint, int mostFollowed, InstantSource clock) {
    this(endpoint, mostFollowed, clock, ANSWERS_WITHIN);
  }

  GremlinSocialGraph(URI endpoint, int mostFollowed, InstantSource clock, Duration answersWithin) {
    this.connection = new GremlinConnection(endpoint, clock, answersWithin);
    this.g = connection.source(traversal());
    this.mostFollowed = mostFollowed;
  }

  private static String id(Subject subject) {
    return PERSON + ":" + subject.value();
  }

  private static String id(Interest interest) {
    return INTEREST + ":" + interest.name();
  }

  /**
   * Returns the identifier of an edge. It contains the length of the first identifier, so that
   * different pairs never have the same one.
   */
  private static String id(String edge, String from, String to) {
    return "%s:%d:%s:%s".formatted(edge, from.length(), from, to);
  }

  private static Map<Object, Object> edge(String label, String from, String to) {
    return Map.of(T.id, id(label, from, to), T.label, label, Direction.OUT, from, Direction.IN, to);
  }

  @Override
  public void enter(Person person) {
    String id = id(person.subject());
    connection.ask(
        server ->
            server.list(
                g.mergeV(Map.<Object, Object>of(T.id, id))
                    .option(
                        Merge.onCreate,
                        Map.<Object, Object>of(
                            T.id,
                            id,
                            T.label,
                            PERSON,
                            SUB,
                            person.subject().value(),
                            NAME,
                            person.name().value()))));
  }

  @Override
  public void leave(Subject subject) {
    connection.ask(
        server -> {
          List<Object> liked = server.list(g.V(id(subject)).out(LIKES).id());
          server.list(g.V(id(subject)).drop());
          return dropUnliked(server, liked);
        });
  }

  @Override
  public void setInterests(Subject subject, Interests interests) {
    String person = id(subject);
    List<String> wanted = interests.all().stream().map(GremlinSocialGraph::id).toList();
    connection.ask(
        server -> {
          if (server.list(g.V(person).id()).isEmpty()) {
            return List.of();
          }
          if (!wanted.isEmpty()) {
            server.list(g.inject(vertices(interests)).mergeV());
            server.list(g.inject(likes(person, wanted)).mergeE());
          }
          List<Object> unwanted = server.list(g.V(person).out(LIKES).hasId(P.without(wanted)).id());
          server.list(g.V(person).outE(LIKES).where(__.inV().hasId(P.within(unwanted))).drop());
          return dropUnliked(server, unwanted);
        });
  }

  private static Object[] vertices(Interests interests) {
    return interests.all().stream()
        .map(interest -> Map.of(T.id, id(interest), T.label, INTEREST, NAME, interest.name()))
        .toArray();
  }

  private static Object[] likes(String person, List<String> interests) {
    return interests.stream().map(interest -> edge(LIKES, person, interest)).toArray();
  }

  /**
   * Deletes the interests that nobody has any more. A simultaneous request that adds one of them
   * fails and is retried.
   */
  private List<?> dropUnliked(Server server, Collection<Object> interests) {
    return interests.isEmpty()
        ? List.of()
        : server.list(g.V(interests.toArray()).not(__.inE(LIKES)).drop());
  }

  @Override
  public ProfileOutcome profile(Subject subject) {
    return connection.ask(
        server ->
            server
                .list(
                    g.V(id(subject))
                        .project("person", "interests", "followers", "following")
                        .by(__.valueMap(SUB, NAME).by(__.unfold()))
                        .by(__.out(LIKES).values(NAME).fold())
                        .by(__.in(FOLLOWS).count())
                        .by(__.out(FOLLOWS).count()))
                .stream()
                .findFirst()
                .<ProfileOutcome>map(found -> new Found(profile(new Row(found))))
                .orElseGet(ProfileOutcome.UnknownPerson::new));
  }

  private static Profile profile(Row row) {
    return new Profile(
        row.row("person").person(),
        new Interests(row.interests("interests")),
        row.number("followers"),
        row.number("following"));
  }

  /** One projected result of a traversal, with the members that the projection names. */
  private record Row(Map<?, ?> members) {
    Object member(String name) {
      return Objects.requireNonNull(members.get(name), name);
    }

    Row row(String name) {
      return new Row((Map<?, ?>) member(name));
    }

    String text(String name) {
      return (String) member(name);
    }

    long number(String name) {
      return ((Number) member(name)).longValue();
    }

    List<Interest> interests(String name) {
      return ((Collection<?>) member(name))
          .stream().map(interest -> new Interest((String) interest)).sorted().toList();
    }

    Person person() {
      return new Person(new Subject(text(SUB)), new Username(text(NAME)));
    }
  }

  @Override
  public FollowOutcome follow(Subject follower, Subject followed) {
    String from = id(follower);
    String to = id(followed);
    return connection.ask(
        server -> {
          List<Map<String, Object>> found =
              server.list(
                  g.V(from)
                      .project("others", "already", "all")
                      .by(__.V(to).count())
                      .by(__.out(FOLLOWS).hasId(to).count())
                      .by(__.out(FOLLOWS).count()));
          if (found.isEmpty() || new Row(found.getFirst()).number("others") == 0) {
            return new FollowOutcome.UnknownPerson();
          }
          Row row = new Row(found.getFirst());
          if (from.equals(to)) {
            return new Oneself();
          }
          if (row.number("already") == 0) {
            if (row.number("all") >= mostFollowed) {
              return new TooManyFollowed(mostFollowed);
            }
            server.list(g.mergeE(edge(FOLLOWS, from, to)));
          }
          return new Followed();
        });
  }

  @Override
  public UnfollowOutcome unfollow(Subject follower, Subject followed) {
    String from = id(follower);
    String to = id(followed);
    return connection.ask(
        server -> {
          if (server.list(g.V(from, to).id()).size() < 2) {
            return new UnfollowOutcome.UnknownPerson();
          }
          server.list(g.E(id(FOLLOWS, from, to)).drop());
          return new Unfollowed();
        });
  }

  @Override
  public List<Recommendation> recommend(Subject subject, int count, @Nullable Rank after) {
    String me = id(subject);
    return connection.ask(
        server -> {
          List<String> ranked =
              server.list(ranked(me, count, after)).stream()
                  .map(row -> new Row(row).text(SUB))
                  .toList();
          if (ranked.isEmpty()) {
            return List.of();
          }
          Map<String, Recommendation> reasoned =
              server.list(reasoned(me, ranked)).stream()
                  .map(row -> recommendation(new Row(row)))
                  .collect(
                      Collectors.toMap(
                          recommendation -> recommendation.person().subject().value(),
                          Function.identity()));
          return ranked.stream().map(reasoned::get).flatMap(Stream::ofNullable).toList();
        });
  }

  @SuppressWarnings("unchecked") // the varargs of or()
  private GraphTraversal<?, Map<String, Object>> ranked(
      String me, int count, @Nullable Rank after) {
    GraphTraversal<?, ?> shared =
        g.V(me)
            .union(__.identity(), __.out(FOLLOWS))
            .aggregate(KNOWN)
            .out(LIKES)
            .dedup()
            .in(LIKES)
            .where(P.without(KNOWN))
            .groupCount()
            .by(SUB)
            .unfold();
    if (after != null) {
      shared =
          shared.where(
              __.or(
                  __.select(Column.values).is(P.lt((long) after.shared())),
                  __.and(
                      __.select(Column.values).is(P.eq((long) after.shared())),
                      __.select(Column.keys).is(P.gt(after.subject().value())))));
    }
    return shared
        .order()
        .by(Column.values, Order.desc)
        .by(Column.keys, Order.asc)
        .limit(count)
        .project(SUB)
        .by(Column.keys);
  }

  private GraphTraversal<?, Map<String, Object>> reasoned(String me, List<String> subjects) {
    return g.V(me)
        .sideEffect(__.out(LIKES).aggregate(MINE))
        .sideEffect(__.out(FOLLOWS).aggregate(KNOWN).out(LIKES).dedup().aggregate(THEIRS))
        .V(subjects.stream().map(sub -> (Object) id(new Subject(sub))).toArray())
        .project("person", MINE, THEIRS, "people")
        .by(__.valueMap(SUB, NAME).by(__.unfold()))
        .by(__.out(LIKES).where(P.within(MINE)).values(NAME).fold())
        .by(__.out(LIKES).where(P.within(THEIRS)).values(NAME).fold())
        .by(__.out(LIKES).where(P.within(THEIRS)).in(LIKES).where(P.within(KNOWN)).dedup().count());
  }

  private static Recommendation recommendation(Row row) {
    return new Recommendation(
        row.row("person").person(),
        row.interests(MINE),
        row.interests(THEIRS),
        (int) row.number("people"));
  }

  @Override
  public boolean answers() {
    return connection.answers(g.inject(1));
  }

  /** Closes the connections. */
  @Override
  public void close() {
    connection.close();
  }
}
