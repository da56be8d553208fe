package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.limit.Limit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rate limits of a route, and what applies them. */
public sealed interface RouteLimits {
  /**
   * Returns the limit in which the server counts each request before it reads the body; null if
   * there is none.
   */
  default @Nullable Limit beforeBody() {
    return switch (this) {
      case None _ -> null;
      case PerAddress(var limit) -> limit;
      case ByUseCase _ -> Limit.REQUESTS_PER_ADDRESS;
    };
  }

  /**
   * The route has no rate limit.
   *
   * @param reason why the route needs no limit; not empty
   */
  record None(String reason) implements RouteLimits {
    /**
     * Creates the declaration.
     *
     * @throws IllegalArgumentException if the reason is empty
     */
    public None {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a route without limits and without a reason");
      }
    }
  }

  /**
   * The server counts each request before it reads the body. If the limit is reached, it answers
   * 429 {@code too_many_attempts} with {@code Retry-After}.
   *
   * @param limit a limit that counts only by the client's network
   */
  record PerAddress(Limit limit) implements RouteLimits {
    private static final Set<Limit> ALLOWED =
        EnumSet.of(
            Limit.REQUESTS_PER_ADDRESS,
            Limit.LOGIN_ATTEMPTS_PER_ADDRESS,
            Limit.REGISTRATIONS_PER_ADDRESS);

    /**
     * Creates the declaration.
     *
     * @throws IllegalArgumentException if the limit counts by user
     */
    public PerAddress {
      if (!ALLOWED.contains(limit)) {
        throw new IllegalArgumentException(limit + " does not count by address");
      }
    }
  }

  /**
   * The use case that the endpoint calls applies the limits, and the endpoint answers 429. The
   * server also counts each request in {@link Limit#REQUESTS_PER_ADDRESS} before it reads the body,
   * because a request with an invalid body never reaches the use case.
   *
   * @param limits all limits that the use case can apply; not empty
   */
  record ByUseCase(Set<Limit> limits) implements RouteLimits {
    /**
     * Creates the declaration; copies the limits.
     *
     * @throws IllegalArgumentException if there is no limit
     */
    public ByUseCase {
      limits = Set.copyOf(limits);
      if (limits.isEmpty()) {
        throw new IllegalArgumentException("a use case without limits");
      }
    }
  }
}
