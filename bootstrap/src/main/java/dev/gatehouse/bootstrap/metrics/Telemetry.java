package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.Duration;

/** What the parts of a running Gatehouse tell of themselves, and to whom. */
public interface Telemetry extends AutoCloseable {
  /** Nobody wants to know, and nothing is counted for it. */
  Telemetry OFF =
      new Telemetry() {
        @Override
        public RequestListener requests() {
          return (_, _, _, _) -> {};
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

  /** Hears of every answer. */
  RequestListener requests();

  /** The provider was called. */
  void called(String operation, String outcome, Duration took);

  /** The same limiter, but that it tells what it decides. */
  AttemptLimiter watched(AttemptLimiter limiter);

  /** Reads their figures whenever somebody asks for the metrics. */
  void watch(Gatehouse gatehouse, TokenVerifications tokens);

  /** Shows what it was told, and the server's health, to whoever may see it. */
  void serve(GatehousePlugin plugin);

  /** Shows nothing any more. */
  @Override
  void close();
}
