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
 * Lets in requests of our own pages alone.
 *
 * <p>Browsers say in {@code Origin} whose script asks, and no script can change it; a request that
 * does not say so is none of ours. {@code SameSite} alone would let in every other port of this
 * host, and a name that was made to point at this machine is not our origin either.
 */
final class SameOrigin {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> origins;
  private final String refusal;

  SameOrigin(URI publicUrl) {
    this.origins = origins(publicUrl);
    this.refusal =
        "Only the pages at " + publicUrl + " may ask for this; is that the address in the browser?";
  }

  /** On this machine itself people call it by several names. */
  private static Set<String> origins(URI url) {
    // Not getHost: it knows no name with an underscore, as containers have.
    String authority = url.getRawAuthority().toLowerCase(Locale.ROOT);
    String host = authority.replaceFirst(":\\d*$", "");
    String port = authority.substring(host.length());
    String otherPort = port.equals(usualPort(url)) || port.equals(":") ? "" : port;
    Stream<String> hosts = LOOPBACK.contains(host) ? LOOPBACK.stream() : Stream.of(host);
    return hosts
        .map(name -> url.getScheme() + "://" + name + otherPort)
        .collect(Collectors.toSet());
  }

  private static String usualPort(URI url) {
    return url.getScheme().equals("https") ? ":443" : ":80";
  }

  /** The same route, for our own pages. */
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
