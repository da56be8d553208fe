package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the parts of a running Gatehouse tell of themselves, and to whom. */
interface Telemetry extends AutoCloseable {
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
        public void watch(Watched watched) {}

        @Override
        public void serve(GatehousePlugin plugin) {}

        @Override
        public void close() {}
      };

  /**
   * What has figures of its own, to be asked when somebody looks.
   *
   * @param embedded null where the users are elsewhere
   */
  record Watched(
      BooleanSupplier ready,
      JwksTokenVerifier verifier,
      TokenVerifications tokens,
      InMemoryAttemptLimiter limiter,
      InMemoryRevokedTokens revoked,
      @Nullable EmbeddedIdentityProvider embedded) {}

  /** Hears of every answer. */
  RequestListener requests();

  /** The provider was called. */
  void called(String operation, String outcome, Duration took);

  /** The same limiter, but that it tells what it decides. */
  AttemptLimiter watched(AttemptLimiter limiter);

  /** Has these looked at. */
  void watch(Watched watched);

  /** Shows what it was told, and the server's health, to whoever may see it. */
  void serve(GatehousePlugin plugin);

  /** Shows nothing any more. */
  @Override
  void close();
}
