package dev.gatehouse.examples.recommendations.adapter.gremlin;

import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.FOLLOWS;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.LIKES;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.NAME;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.SUB;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.id;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.adapter.gremlin.GremlinConnection.Server;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.structure.Column;
import org.jspecify.annotations.Nullable;

/** Finds people whom a user could follow. */
final class Recommender {
  /** The people that a traversal has collected, to look them up without another traversal. */
  private static final String KNOWN = "known";

  private static final String MINE = "mine";
  private static final String THEIRS = "theirs";

  private final GraphTraversalSource g;

  Recommender(GraphTraversalSource g) {
    this.g = g;
  }

  /** Returns people to follow, for the user whose vertex has the identifier {@code me}. */
  List<Recommendation> recommend(Server server, String me, int count, @Nullable Rank after) {
    List<String> ranked =
        server.list(ranked(me, count, after)).stream().map(row -> new Row(row).text(SUB)).toList();
    if (ranked.isEmpty()) {
      return List.of();
    }
    return server.list(reasoned(me, ranked)).stream()
        .map(row -> recommendation(new Row(row)))
        .sorted(Comparator.comparingInt(found -> ranked.indexOf(found.person().subject().value())))
        .toList();
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
        .project(SUB, NAME, MINE, THEIRS, "people")
        .by(SUB)
        .by(NAME)
        .by(__.out(LIKES).where(P.within(MINE)).values(NAME).fold())
        .by(__.out(LIKES).where(P.within(THEIRS)).values(NAME).fold())
        .by(__.out(LIKES).where(P.within(THEIRS)).in(LIKES).where(P.within(KNOWN)).dedup().count());
  }

  private static Recommendation recommendation(Row row) {
    return new Recommendation(
        row.person(), row.interests(MINE), row.interests(THEIRS), (int) row.number("people"));
  }
}
