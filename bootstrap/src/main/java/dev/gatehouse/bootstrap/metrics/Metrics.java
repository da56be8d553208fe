package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.WorkAfterResponse;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.hashing.Argon2;
import dev.gatehouse.adapter.embedded.hashing.WorkerPoolState;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ManagementServer;
import dev.gatehouse.adapter.http.server.MetricsPage;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.key.KeySetState;
import dev.gatehouse.adapter.redis.SharedNode;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.token.TokenRefusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of this process, for Prometheus.
 *
 * <p>{@code docs/operating.md} explains each metric. Label values come only from the code and the
 * configuration, so clients cannot create more of them.
 */
public final class Metrics implements Telemetry, MetricsPage {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** From the verification of a cached token to the maximum duration of a provider's call. */
  private static final Duration[] BUCKETS =
      List.of(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final ListenAddress address;
  private final String provider;
  private @Nullable ManagementServer server;

  // Looking the timer up in Micrometer would create a key of tags for each request.
  private final Map<Answered, Timer> answers = new ConcurrentHashMap<>();
  private final Map<Called, Timer> calls = new ConcurrentHashMap<>();
  private final Map<Decided, Counter> decisions = new ConcurrentHashMap<>();

  /** The sources of gauges. The registry holds only weak references to them. */
  private final List<Object> asked = new ArrayList<>();

  private record Answered(String method, String route, int status) {}

  private record Called(String operation, String outcome) {}

  private record Decided(Limit limit, boolean allowed) {}

  /**
   * Creates the metrics of the process. They are not served yet.
   *
   * @param address where to serve them
   * @param version the version of Gatehouse
   * @param provider the identity provider, {@code cognito} or {@code embedded}
   */
  public Metrics(ListenAddress address, String version, String provider) {
    this.address = address;
    this.provider = provider;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    gauge("gatehouse.info", Tags.of("version", version, "provider", provider), () -> 1);
  }

  @Override
  public RequestListener requests() {
    return (method, route, status, took) ->
        answers.computeIfAbsent(new Answered(method, route, status), this::timer).record(took);
  }

  private Timer timer(Answered answered) {
    return Timer.builder("http.server.requests")
        .description("Requests answered on the public port")
        .tags("method", answered.method, "route", answered.route)
        .tags("status", Integer.toString(answered.status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  @Override
  public void called(String operation, String outcome, Duration took) {
    calls.computeIfAbsent(new Called(operation, outcome), this::timer).record(took);
  }

  private Timer timer(Called called) {
    return Timer.builder("gatehouse.provider.calls")
        .description("Calls of the identity provider")
        .tags("provider", provider, "operation", called.operation, "outcome", called.outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  @Override
  public AttemptLimiter watched(AttemptLimiter limiter) {
    return new MeteredAttemptLimiter(
        limiter,
        (limit, allowed) ->
            decisions.computeIfAbsent(new Decided(limit, allowed), this::counter).increment());
  }

  private Counter counter(Decided decided) {
    return Counter.builder("gatehouse.attempts")
        .description("Attempts that a limit has decided on")
        .tags("limit", decided.limit.code(), "outcome", decided.allowed ? "allowed" : "refused")
        .register(registry);
  }

  @Override
  public void watch(Gatehouse gatehouse, TokenVerifications tokens) {
    gauge("gatehouse.ready", Tags.empty(), () -> gatehouse.isReady() ? 1 : 0);
    watch(tokens);
    watch(gatehouse.verifier());
    gauge("gatehouse.attempts.remembered", Tags.empty(), gatehouse.memory().counted()::size);
    gauge("gatehouse.revocations.remembered", Tags.empty(), gatehouse.memory().revoked()::size);
    counter(
        "gatehouse.code.requests.failed",
        Tags.empty(),
        gatehouse.workAfterResponse(),
        WorkAfterResponse::failures);
    EmbeddedIdentityProvider embedded = gatehouse.embedded();
    if (embedded != null) {
      watch(embedded);
    }
    new UserEventMetrics(gatehouse.delivery()).bindTo(registry);
    SharedNode shared = gatehouse.memory().shared();
    if (shared != null) {
      watch(shared::state);
    }
  }

  /** Adds the metrics of a node that shares a store. */
  public void watch(Supplier<SharedNode.State> shared) {
    SharedStoreMetrics metrics = new SharedStoreMetrics(shared);
    asked.add(metrics);
    metrics.bindTo(registry);
  }

  private void watch(TokenVerifications tokens) {
    String name = "gatehouse.token.verifications";
    counter(name, Tags.of("result", "accepted"), tokens, TokenVerifications::acceptedSoFar);
    for (TokenRefusal reason : TokenVerifications.REASONS) {
      counter(name, Tags.of("result", reason.code()), tokens, it -> it.refusedSoFar(reason));
    }
  }

  private void watch(JwksTokenVerifier verifier) {
    List<KeySetState> states = verifier.keySetStates();
    for (int i = 0; i < states.size(); i++) {
      int index = i;
      Supplier<KeySetState> state = () -> verifier.keySetStates().get(index);
      Tags issuer = Tags.of("issuer", states.get(i).issuer());
      gauge("gatehouse.keyset.keys", issuer, () -> state.get().keys());
      gauge("gatehouse.keyset.age.seconds", issuer, () -> seconds(state.get().age()));
      String fetches = "gatehouse.keyset.fetches";
      counter(fetches, issuer.and("outcome", "ok"), state, it -> it.get().fetches());
      counter(fetches, issuer.and("outcome", "failed"), state, it -> it.get().failures());
    }
    gauge("gatehouse.token.cache.size", Tags.empty(), () -> verifier.cacheState().tokens());
    String lookups = "gatehouse.token.cache.lookups";
    counter(lookups, Tags.of("result", "hit"), verifier, it -> it.cacheState().hits());
    counter(lookups, Tags.of("result", "miss"), verifier, it -> it.cacheState().misses());
  }

  /** Returns the age in seconds; NaN if there is nothing to measure. */
  private static double seconds(@Nullable Duration age) {
    return age == null ? Double.NaN : age.toMillis() / 1000.0;
  }

  private void watch(EmbeddedIdentityProvider embedded) {
    Supplier<WorkerPoolState> load = embedded::hashingLoad;
    gauge("gatehouse.hash.queue.size", Tags.empty(), () -> load.get().queued());
    gauge("gatehouse.hash.queue.capacity", Tags.empty(), () -> load.get().capacity());
    gauge("gatehouse.hash.threads.active", Tags.empty(), () -> load.get().active());
    gauge("gatehouse.hash.threads", Tags.empty(), () -> load.get().threads());
    counter("gatehouse.hash.queue.refused", Tags.empty(), load, it -> it.get().refused());
    gauge("gatehouse.hash.info", Tags.of("library", Argon2.fastest().library()), () -> 1);
    counter("gatehouse.hashes", Tags.empty(), embedded, EmbeddedIdentityProvider::computedHashes);
  }

  private void gauge(String name, Tags tags, Supplier<Number> value) {
    Gauge.builder(name, value).tags(tags).strongReference(true).register(registry);
  }

  private <T> void counter(String name, Tags tags, T counted, ToDoubleFunction<T> count) {
    asked.add(counted);
    FunctionCounter.builder(name, counted, count).tags(tags).register(registry);
  }

  @Override
  public Page render(@Nullable String accept) {
    String contentType =
        accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    return new Page(contentType, registry.scrape(contentType));
  }

  @Override
  public void serve(GatehousePlugin plugin) {
    server = ManagementServer.start(address, plugin, this);
  }

  /** Returns the port; 0 if the metrics are not served yet. */
  int port() {
    return server == null ? 0 : server.port();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    collections.close();
    registry.close();
  }
}
