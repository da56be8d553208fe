package dev.gatehouse.lambda;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.domain.audit.UserEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A feature of a team. It counts its starts and the events that it gets. */
public final class OrdersFeature implements Feature, RunningFeature {
  static final AtomicInteger STARTS = new AtomicInteger();
  static final AtomicInteger EVENTS = new AtomicInteger();

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public RunningFeature start(FeatureContext context) {
    STARTS.incrementAndGet();
    return this;
  }

  @Override
  public List<Route> routes() {
    return List.of();
  }

  @Override
  public void onUserEvent(UserEvent event) {
    EVENTS.incrementAndGet();
  }

  @Override
  public void close() {}
}
