package dev.gatehouse.examples.recommendations.adapter.gremlin;

import dev.gatehouse.examples.recommendations.SocialGraphContract;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class GremlinSocialGraphTest extends SocialGraphContract {
  private LocalGremlinServer server;
  private GremlinSocialGraph graph;

  @BeforeAll
  void start() {
    server = new LocalGremlinServer(LocalGremlinServer.freePort());
    graph = new GremlinSocialGraph(server.endpoint(), MOST_FOLLOWED, InstantSource.system());
  }

  @AfterAll
  void stop() {
    graph.close();
    server.close();
  }

  @BeforeEach
  void empty() {
    server.empty();
  }

  @Override
  protected SocialGraph graph() {
    return graph;
  }
}
