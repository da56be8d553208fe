package dev.gatehouse.examples.recommendations.bootstrap;

import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.examples.recommendations.adapter.http.SocialEndpoints;
import dev.gatehouse.examples.recommendations.application.DiscoveryUseCase;
import dev.gatehouse.examples.recommendations.application.FollowingUseCase;
import dev.gatehouse.examples.recommendations.application.MembershipUseCase;
import dev.gatehouse.examples.recommendations.application.ProfilesUseCase;
import dev.gatehouse.examples.recommendations.bootstrap.RecommendationsFeature.OpenGraph;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import dev.gatehouse.examples.recommendations.domain.usecase.Membership;
import java.net.URL;
import java.util.List;
import java.util.Objects;

/** The running feature. */
final class RunningRecommendations implements RunningFeature {
  /** More than the requests that can be in progress while an account is deleted. */
  private static final int MOST_GONE = 10_000;

  private final OpenGraph opened;
  private final Membership membership;
  private final SocialEndpoints endpoints;

  RunningRecommendations(OpenGraph opened) {
    this.opened = opened;
    SocialGraph graph = opened.graph();
    membership = new MembershipUseCase(graph, MOST_GONE);
    endpoints =
        new SocialEndpoints(
            new ProfilesUseCase(membership, graph),
            new FollowingUseCase(membership, graph),
            new DiscoveryUseCase(membership, graph));
  }

  @Override
  public URL apiDocument() {
    return Objects.requireNonNull(SocialEndpoints.class.getResource("openapi.yaml"));
  }

  @Override
  public List<Route> routes() {
    return endpoints.routes();
  }

  @Override
  public boolean isReady() {
    return opened.graph().answers();
  }

  @Override
  public void onUserEvent(UserEvent event) {
    if (event instanceof UserDeleted(var subject)) {
      membership.leave(subject);
    }
  }

  @Override
  public void close() {
    opened.end().run();
  }
}
