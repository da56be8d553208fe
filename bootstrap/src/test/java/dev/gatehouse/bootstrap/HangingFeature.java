package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A feature whose endpoint hangs, and whose close hangs. {@link StopInTimeIT} packs it. */
public final class HangingFeature implements Feature, RunningFeature {
  @Override
  public String name() {
    return "hanging";
  }

  @Override
  public RunningFeature start(FeatureContext context) {
    return this;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route.Public(
            HttpMethod.GET, "/hang", new RouteLimits.None("a test"), HangingFeature::answerNever));
  }

  private static Response answerNever(Request request) {
    System.out.println("hanging");
    hang();
    return Response.empty(204);
  }

  /** Ignores interrupts. */
  private static void hang() {
    while (true) {
      LockSupport.parkNanos(Long.MAX_VALUE);
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    hang();
  }
}
