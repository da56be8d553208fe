package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.adapter.redis.SharedNode.State;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The metrics of the store that nodes share. */
record SharedStoreMetrics(Supplier<State> state) implements MeterBinder {
  private static final String PREFIX = "gatehouse.shared.store.";

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "up", it -> it.available() ? 1 : 0);
    gauge(registry, "lag.seconds", it -> seconds(it.lag()));
    gauge(registry, "unsent", State::unsent);
    question(registry, "answered", State::answers);
    question(registry, "failed", State::failures);
    counter("seconds", it -> seconds(it.took())).register(registry);
    counter("fallbacks", State::fallbacks).register(registry);
  }

  private void gauge(MeterRegistry registry, String name, Function<State, Number> value) {
    Gauge.builder(PREFIX + name, () -> value.apply(state.get()))
        .strongReference(true)
        .register(registry);
  }

  private void question(MeterRegistry registry, String outcome, Function<State, Number> value) {
    counter("questions", value).tag("outcome", outcome).register(registry);
  }

  private FunctionCounter.Builder<SharedStoreMetrics> counter(
      String name, Function<State, Number> value) {
    return FunctionCounter.builder(
        PREFIX + name, this, it -> value.apply(it.state().get()).doubleValue());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
