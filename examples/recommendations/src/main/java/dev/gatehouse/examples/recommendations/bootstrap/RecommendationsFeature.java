package dev.gatehouse.examples.recommendations.bootstrap;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.FeatureSettings;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.examples.recommendations.adapter.gremlin.GremlinSocialGraph;
import dev.gatehouse.examples.recommendations.adapter.sqlite.SqliteSocialGraph;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The feature that recommends people to follow, by shared interests.
 *
 * <p>The graph is in the file {@code GRAPH_FILE}. If {@code GRAPH_ENDPOINT} is set, it is on a
 * Gremlin Server or an Amazon Neptune cluster instead.
 */
public final class RecommendationsFeature implements Feature {
  private static final int MOST_FOLLOWED = 5_000;
  private static final Pattern ENDPOINT =
      Pattern.compile("wss?://[A-Za-z0-9.\\[\\]:-]+(/[^?#\\s]*)?");

  @Override
  public String name() {
    return "recommendations";
  }

  @Override
  public String settingsPrefix() {
    return "GRAPH_";
  }

  @Override
  public RunningFeature start(FeatureContext context) {
    FeatureSettings settings = context.settings();
    Path file =
        settings.value(
            "FILE", Path.of("data", "recommendations.db"), Path::of, _ -> true, "a file's path");
    Optional<URI> endpoint =
        settings.value(
            "ENDPOINT",
            Optional.empty(),
            text -> Optional.of(URI.create(text)),
            url -> url.filter(given -> ENDPOINT.matcher(given.toString()).matches()).isPresent(),
            "a WebSocket URL such as wss://graph.example.com:8182/gremlin");
    return new RunningRecommendations(
        endpoint
            .<OpenGraph>map(url -> gremlin(url, context.clock()))
            .orElseGet(() -> inFile(file)));
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
