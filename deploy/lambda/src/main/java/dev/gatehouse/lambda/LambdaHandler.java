package dev.gatehouse.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.GatehouseBuilder;
import dev.gatehouse.adapter.http.lambda.Invocation;
import dev.gatehouse.adapter.http.lambda.LambdaApi;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.bootstrap.server.ConfiguredGatehouse;
import dev.gatehouse.bootstrap.settings.FeatureJars;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.domain.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Serves the HTTP API for events of API Gateway and of function URLs.
 *
 * <p>With SnapStart, the snapshot has loaded classes, but no state: Gatehouse is opened after each
 * restore. So keys, random numbers, connections and caches of two copies are not the same.
 */
public final class LambdaHandler implements RequestStreamHandler, Resource {
  static {
    JvmSetup.run(System.getenv());
  }

  private static final Logger LOG = System.getLogger(LambdaHandler.class.getName());

  private final Map<String, String> variables;
  private final InstantSource clock;
  private final List<Feature> features;
  private final Settings settings;
  private volatile @Nullable Gatehouse gatehouse;
  private volatile @Nullable LambdaApi api;

  /**
   * Reads the settings from the environment, and opens Gatehouse unless there will be a snapshot.
   *
   * @throws IllegalStateException if a setting is wrong or missing
   */
  public LambdaHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /** Creates a handler with other settings and another clock, for tests. */
  LambdaHandler(Map<String, String> variables, InstantSource clock) {
    this.variables = Map.copyOf(variables);
    this.clock = clock;
    this.features = FeatureJars.load(List.of());
    this.settings = FunctionSettings.read(variables, features);
    settings.proxy().install();
    if ("snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      // The runtime client holds it, and with it the hook: a hook that nobody holds is never
      // called.
      Core.getGlobalContext().register(this);
    } else {
      open();
    }
  }

  /** Loads the classes of a request before the snapshot. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    Priming.run(this::opened);
  }

  /** Opens Gatehouse, and fetches its key sets. */
  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    open();
  }

  private void open() {
    Gatehouse opened = opened(UnaryOperator.identity());
    gatehouse = opened;
    opened.verifier().refreshOverdue();
    api = opened.lambda();
    LOG.log(
        Level.INFO,
        "Serving {0} with {1} features",
        settings.provider().shortName(),
        features.size());
  }

  private Gatehouse opened(UnaryOperator<GatehouseBuilder> more) {
    return ConfiguredGatehouse.open(
        settings,
        features,
        variables,
        builder -> more.apply(builder.clock(clock).ticker(Ticker.of(clock))));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    Objects.requireNonNull(api, "not open")
        .handle(
            event,
            output,
            new Invocation(
                context.getAwsRequestId(), Duration.ofMillis(context.getRemainingTimeInMillis())));
  }

  /** For tests; Lambda ends a process without closing anything. */
  void close() {
    Gatehouse opened = gatehouse;
    if (opened != null) {
      opened.close();
    }
  }
}
