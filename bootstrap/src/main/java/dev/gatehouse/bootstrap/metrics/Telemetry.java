package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.Duration;

/** Collects the metrics of a running Gatehouse. */
public interface Telemetry extends AutoCloseable {
  /** No metrics: counts nothing. */
  Telemetry OFF =
      new Telemetry() {
        @Override
        public RequestListener requests() {
          return RequestListener.NONE;
        }

        @Override
        public void called(String operation, String outcome, Duration took) {}

        @Override
        public AttemptLimiter watched(AttemptLimiter limiter) {
          return limiter;
        }

        @Override
        public void watch(Gatehouse gatehouse, TokenVerifications tokens) {}

        @Override
        public void serve(GatehousePlugin plugin) {}

        @Override
        public void close() {}
      };

  /** Returns the listener for requests. */
  RequestListener requests();

  /** Records a call of the provider. */
  void called(String operation, String outcome, Duration took);

  /** Returns a limiter that records the decisions of another one. */
  AttemptLimiter watched(AttemptLimiter limiter);

  /** Adds metrics that are read when a collector asks for them. */
  void watch(Gatehouse gatehouse, TokenVerifications tokens);

  /** Serves the metrics and the health on the management port. */
  void serve(GatehousePlugin plugin);

  /** Stops serving. */
  @Override
  void close();
}
