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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The running feature. */
final class RunningRecommendations implements RunningFeature {
  private static final Logger LOG = System.getLogger(RunningRecommendations.class.getName());

  /** Enough for the deletions during an outage of hours. */
  private static final int MOST_WAITING = 10_000;

  private static final int RETRY_SECONDS = 5;

  private final OpenGraph opened;
  private final Membership membership;
  private final SocialEndpoints endpoints;
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> retries;

  RunningRecommendations(OpenGraph opened) {
    this.opened = opened;
    SocialGraph graph = opened.graph();
    membership = new MembershipUseCase(graph, MOST_WAITING);
    endpoints =
        new SocialEndpoints(
            new ProfilesUseCase(membership, graph),
            new FollowingUseCase(membership, graph),
            new DiscoveryUseCase(membership, graph));
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("recommendations-departures").factory());
    retries =
        timer.scheduleWithFixedDelay(this::retry, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  /** Catches all exceptions, because the timer never runs a task again after it throws. */
  private void retry() {
    try {
      membership.retry();
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR, "Retrying the removals from the social graph failed; they keep waiting", e);
    }
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
    switch (event) {
      case UserDeleted(var subject) -> membership.leave(subject);
    }
  }

  @Override
  public void close() {
    retries.cancel(false);
    timer.close();
    retry();
    int left = membership.waiting();
    if (left > 0) {
      LOG.log(
          Level.ERROR,
          "{0} people whose accounts were deleted are still in the social graph, because it is"
              + " unavailable",
          left);
    }
    opened.end().run();
  }
}
