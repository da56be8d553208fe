package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.token.AccountAccess;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A method on a path, who may call it, which limits it counts in, and what it does; no route leaves
 * one of them out.
 *
 * <p>A path is a slash, or a slash and segments between slashes; a segment is a text of {@code A-Z
 * a-z 0-9 . _ ~ -}, or a parameter such as {@code {sub}}, which stands for one segment. Where two
 * routes of one owner match a request, the one with the text goes before the one with the
 * parameter. Endpoints are called by many threads at once.
 */
public sealed interface Route {
  /** What it is asked with. */
  HttpMethod method();

  /** Where it is. */
  String path();

  /** What its requests count in. */
  RouteLimits limits();

  /** Anyone may call. */
  record Public(
      HttpMethod method, String path, RouteLimits limits, Function<Request, Response> endpoint)
      implements Route {
    /**
     * Makes a route.
     *
     * @throws IllegalArgumentException if something is missing; the message names the route
     */
    public Public {
      requireAll(method, path, endpoint, limits, endpoint);
    }
  }

  /** Whoever shows a valid token may call. */
  record Authenticated(
      HttpMethod method,
      String path,
      RouteLimits limits,
      BiFunction<Request, Identity, Response> endpoint)
      implements Route {
    /**
     * Makes a route.
     *
     * @throws IllegalArgumentException if something is missing; the message names the route
     */
    public Authenticated {
      requireAll(method, path, endpoint, limits, endpoint);
    }
  }

  /** Whoever shows a valid token and is in the group may call. */
  record InGroup(
      HttpMethod method,
      String path,
      Group group,
      RouteLimits limits,
      BiFunction<Request, Identity, Response> endpoint)
      implements Route {
    /**
     * Makes a route.
     *
     * @throws IllegalArgumentException if something is missing; the message names the route
     */
    public InGroup {
      requireAll(method, path, group, limits, endpoint);
    }
  }

  /**
   * Whoever shows an access token may call, whatever other routes take: the account is the
   * caller's.
   */
  record Account(
      HttpMethod method,
      String path,
      RouteLimits limits,
      BiFunction<Request, AccountAccess, Response> endpoint)
      implements Route {
    /**
     * Makes a route.
     *
     * @throws IllegalArgumentException if something is missing; the message names the route
     */
    public Account {
      requireAll(method, path, endpoint, limits, endpoint);
    }
  }

  /** Code without null checks of its own may hand in anything; a hole in a guard is found here. */
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
      throw new IllegalArgumentException(route + " does not say who may call it");
    }
    if (limits == null) {
      throw new IllegalArgumentException(route + " does not say which limits it counts in");
    }
    Objects.requireNonNull(endpoint, route);
  }
}
