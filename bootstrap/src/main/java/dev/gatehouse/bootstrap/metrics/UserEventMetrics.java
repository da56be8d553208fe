package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.UserEventDelivery;
import dev.gatehouse.domain.port.UserEventInboxes.Size;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;

/** The metrics of the events about users that features have not handled. */
record UserEventMetrics(UserEventDelivery delivery) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "waiting", Size::waiting);
    gauge(registry, "set.aside", Size::setAside);
  }

  private void gauge(MeterRegistry registry, String name, ToLongFunction<Size> value) {
    Gauge.builder(
            "gatehouse.user.events." + name,
            () -> delivery.sizes().values().stream().mapToLong(value).sum())
        .strongReference(true)
        .register(registry);
  }
}
