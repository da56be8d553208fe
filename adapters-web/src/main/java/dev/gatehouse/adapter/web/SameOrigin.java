package dev.gatehouse.adapter.web;

import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Allows only requests of our own pages.
 *
 * <p>Browsers send the origin of the calling script in {@code Origin}, and scripts cannot change
 * it. A request with another origin or without one is refused. {@code SameSite} is not enough: it
 * allows every other port of this host. A foreign name that points to this machine (DNS rebinding)
 * is also refused.
 */
final class SameOrigin {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> origins;
  private final String refusal;

  SameOrigin(URI publicUrl) {
    this.origins = origins(publicUrl);
    this.refusal =
        "Only the pages at " + publicUrl + " may call this. Use that address in the browser.";
  }

  /** The names of this machine for the machine itself. */
  private static Set<String> origins(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int usualPort = url.getScheme().equals("https") ? 443 : 80;
    String port = url.getPort() == -1 || url.getPort() == usualPort ? "" : ":" + url.getPort();
    Stream<String> hosts = LOOPBACK.contains(host) ? LOOPBACK.stream() : Stream.of(host);
    return hosts.map(name -> url.getScheme() + "://" + name + port).collect(Collectors.toSet());
  }

  /** Returns the same route for requests of our own pages only. */
  Route guarded(Route.Public route) {
    return new Route.Public(
        route.method(),
        route.path(),
        route.limits(),
        request ->
            isOurs(request)
                ? route.endpoint().apply(request)
                : Response.problem(403, "cross_site_request", "Cross-site request", refusal));
  }

  private boolean isOurs(Request request) {
    String origin = request.header("Origin");
    String site = request.header("Sec-Fetch-Site");
    return origin != null
        && origins.contains(origin)
        && (site == null || site.equals("same-origin"));
  }
}
