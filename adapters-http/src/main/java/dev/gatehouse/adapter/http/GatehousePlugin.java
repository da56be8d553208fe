package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.message.ClientAddresses;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.domain.Identity;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;

/**
 * The HTTP API as a Javalin plugin, for Gatehouse's own server or a host application: {@code
 * config.registerPlugin(plugin)}.
 *
 * <p>The plugin adds its routes, and guards the host's routes that have an {@link Access} role. It
 * does not change other routes, CORS or the error handling of the host.
 */
public final class GatehousePlugin extends Plugin<Void> {
  private final Api api;
  private boolean ownServer;

  /** Creates the plugin. */
  public GatehousePlugin(Api api) {
    this.api = api;
  }

  /**
   * Returns the signed-in user, for handlers of routes with the roles {@link Access#SIGNED_IN},
   * {@link Access#ACCESS_TOKEN} and {@link Access#inGroup}.
   *
   * @throws IllegalStateException if the route has none of these roles
   */
  public static Identity user(Context context) {
    return RouteGuard.user(context);
  }

  /** The guard runs before the handlers of the host that need the user. */
  @Override
  public void onInitialize(JavalinState state) {
    RequestIds requestIds = api.requestIds();
    RouteGuard guard = new RouteGuard(state, api.guard(), requestIds);
    state.routes.beforeMatched(guard);
    state.routes.wsBeforeUpgrade(guard);
    state.routes.exception(
        ProblemException.class,
        (e, context) ->
            ResponseWriter.send(
                context, e.response(), ResponseWriter.requestId(context, requestIds)));
    if (!ownServer) {
      state.routes.after(ResponseWriter::restore);
    }
  }

  @Override
  public void onStart(JavalinState state) {
    new Routes(api.limits(), api.requestIds(), new ClientAddresses(api.trustedProxies()))
        .register(api.routes(), state.routes);
  }

  /**
   * Also serves the API document and a page that shows it, for Gatehouse's own server. Call this
   * before the plugin is registered.
   */
  public void runOnOwnServer() {
    ownServer = true;
    api.serveDocument();
  }

  /** Returns the API that the plugin serves. */
  public Api api() {
    return api;
  }
}
