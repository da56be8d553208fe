package dev.gatehouse.examples.recommendations.bootstrap;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.examples.recommendations.adapter.gremlin.GremlinSocialGraph;
import dev.gatehouse.examples.recommendations.adapter.sqlite.SqliteSocialGraph;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The feature that recommends people to follow, by shared interests.
 *
 * <p>The graph is in the file {@code GRAPH_FILE}. If {@code GRAPH_ENDPOINT} is set, it is on a
 * Gremlin Server or an Amazon Neptune cluster instead.
 */
public final class RecommendationsFeature implements Feature {
  private static final int MOST_FOLLOWED = 5_000;
  private static final Pattern ENDPOINT_FORM =
      Pattern.compile("wss?://[A-Za-z0-9.\\[\\]:-]+(/[^?#\\s]*)?");
  private static final Setting<Path> FILE =
      Setting.of(
          "GRAPH_FILE",
          "data/recommendations.db",
          Path::of,
          "the path of a file",
          "the file of the graph");
  private static final Setting<@Nullable URI> ENDPOINT =
      Setting.optional(
          "GRAPH_ENDPOINT",
          "none",
          text -> URI.create(Setting.checked(ENDPOINT_FORM.asMatchPredicate()).apply(text)),
          "a WebSocket URL such as wss://graph.example.com:8182/gremlin",
          "the URL of a Gremlin Server, which then has the graph instead of the file");

  @Override
  public String name() {
    return "recommendations";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(FILE, ENDPOINT);
  }

  @Override
  public RunningFeature start(FeatureContext context) {
    URI endpoint = context.settings().get(ENDPOINT);
    return new RunningRecommendations(
        endpoint == null
            ? inFile(context.settings().get(FILE))
            : gremlin(endpoint, context.clock()));
  }

  /** An open graph, with the action that closes it. */
  record OpenGraph(SocialGraph graph, Runnable end) {}

  private static OpenGraph gremlin(URI endpoint, InstantSource clock) {
    GremlinSocialGraph graph = new GremlinSocialGraph(endpoint, MOST_FOLLOWED, clock);
    return new OpenGraph(graph, graph::close);
  }

  private static OpenGraph inFile(Path file) {
    SqliteSocialGraph graph = SqliteSocialGraph.open(file, MOST_FOLLOWED);
    return new OpenGraph(graph, graph::close);
  }
}
