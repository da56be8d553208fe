package dev.gatehouse.examples.recommendations.adapter.gremlin;

import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.FOLLOWS;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.LIKES;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.NAME;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.SUB;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.edge;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.id;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.vertex;
import static org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource.traversal;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.adapter.gremlin.GremlinConnection.Server;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Followed;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Oneself;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.TooManyFollowed;
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
import org.apache.tinkerpop.gremlin.process.traversal.Merge;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
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

  private final GremlinConnection connection;
  private final GraphTraversalSource g;
  private final Recommender recommender;
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
    this.recommender = new Recommender(g);
    this.mostFollowed = mostFollowed;
  }

  @Override
  public void enter(Person person) {
    String id = id(person.subject());
    connection.ask(
        server ->
            server.list(
                g.mergeV(Map.<Object, Object>of(T.id, id)).option(Merge.onCreate, vertex(person))));
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
    List<String> wanted = interests.all().stream().map(GraphNames::id).toList();
    connection.ask(
        server -> {
          if (server.list(g.V(person).id()).isEmpty()) {
            return List.of();
          }
          if (!wanted.isEmpty()) {
            server.list(
                g.inject(interests.all().stream().map(GraphNames::vertex).toArray()).mergeV());
            server.list(
                g.inject(wanted.stream().map(id -> edge(LIKES, person, id)).toArray()).mergeE());
          }
          List<Object> unwanted = server.list(g.V(person).out(LIKES).hasId(P.without(wanted)).id());
          server.list(g.V(person).outE(LIKES).where(__.inV().hasId(P.within(unwanted))).drop());
          return dropUnliked(server, unwanted);
        });
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
                        .project(SUB, NAME, "interests", "followers", "following")
                        .by(SUB)
                        .by(NAME)
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
        row.person(),
        new Interests(row.interests("interests")),
        row.number("followers"),
        row.number("following"));
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
    return connection.ask(server -> recommender.recommend(server, id(subject), count, after));
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
