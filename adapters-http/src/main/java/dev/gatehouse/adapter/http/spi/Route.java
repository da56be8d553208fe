package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.token.AccountAccess;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route: its method, its path, its access, its rate limits and its endpoint. All are required.
 *
 * <p>A path is a slash, or segments that each start with a slash. A segment is a text of {@code A-Z
 * a-z 0-9 . _ ~ -}, or a parameter such as {@code {sub}}, which matches any one segment. If two
 * routes of one owner match a request, the one with the fixed segment is used. Endpoints must be
 * thread-safe.
 */
public sealed interface Route {
  /** Returns the method. */
  HttpMethod method();

  /** Returns the path. */
  String path();

  /** Returns the rate limits. */
  RouteLimits limits();

  /** Everyone may call the route. Only a {@code GET} can do without a rate limit. */
  record Public(
      HttpMethod method, String path, RouteLimits limits, Function<Request, Response> endpoint)
      implements Route {
    /**
     * Creates a route.
     *
     * @throws IllegalArgumentException if a part is missing; the message names the route
     */
    public Public {
      requireAll(method, path, endpoint, limits, endpoint);
      if (method != HttpMethod.GET && limits instanceof RouteLimits.None) {
        throw new IllegalArgumentException(
            method + " " + path + " is public and has a body, so it needs a rate limit");
      }
    }
  }

  /** A valid token is required. */
  record Authenticated(
      HttpMethod method,
      String path,
      RouteLimits limits,
      BiFunction<Request, Identity, Response> endpoint)
      implements Route {
    /**
     * Creates a route.
     *
     * @throws IllegalArgumentException if a part is missing; the message names the route
     */
    public Authenticated {
      requireAll(method, path, endpoint, limits, endpoint);
    }
  }

  /** A valid token of a user in the group is required. */
  record InGroup(
      HttpMethod method,
      String path,
      Group group,
      RouteLimits limits,
      BiFunction<Request, Identity, Response> endpoint)
      implements Route {
    /**
     * Creates a route.
     *
     * @throws IllegalArgumentException if a part is missing; the message names the route
     */
    public InGroup {
      requireAll(method, path, group, limits, endpoint);
    }
  }

  /**
   * A valid access token is required, whatever tokens other routes accept. The endpoint may change
   * the account of the user.
   */
  record Account(
      HttpMethod method,
      String path,
      RouteLimits limits,
      BiFunction<Request, AccountAccess, Response> endpoint)
      implements Route {
    /**
     * Creates a route.
     *
     * @throws IllegalArgumentException if a part is missing; the message names the route
     */
    public Account {
      requireAll(method, path, endpoint, limits, endpoint);
    }
  }

  /** Code that is compiled without null checks can pass null, so a missing guard is found here. */
  private static void requireAll(
      @Nullable HttpMethod method,
      @Nullable String path,
      @Nullable Object access,
      @Nullable RouteLimits limits,
      @Nullable Object endpoint) {
    String route = method + " " + path;
    if (method == null || path == null) {
      throw new IllegalArgumentException("a route without method or path: " + route);
    }
    if (access == null) {
      throw new IllegalArgumentException(route + " does not declare its access");
    }
    if (limits == null) {
      throw new IllegalArgumentException(route + " does not declare its limits");
    }
    Objects.requireNonNull(endpoint, route);
  }
}
