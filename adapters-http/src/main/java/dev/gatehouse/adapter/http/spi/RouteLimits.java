package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.limit.Limit;
import java.util.EnumSet;
import java.util.Set;

/** Which rate limits the requests of a route count in, and who counts them. */
public sealed interface RouteLimits {
  /**
   * The requests count in no limit.
   *
   * @param reason why the route needs none; not empty
   */
  record None(String reason) implements RouteLimits {
    /**
     * Makes the declaration.
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
   * The route guard counts each request that it lets in, before the body is read, and answers 429
   * {@code too_many_attempts} with {@code Retry-After} where the limit is reached.
   *
   * @param limit one that counts by the client's network alone
   */
  record PerAddress(Limit limit) implements RouteLimits {
    private static final Set<Limit> ALLOWED =
        EnumSet.of(
            Limit.REQUESTS_PER_ADDRESS,
            Limit.LOGIN_ATTEMPTS_PER_ADDRESS,
            Limit.REGISTRATIONS_PER_ADDRESS);

    /**
     * Makes the declaration.
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
   * The use case that the endpoint calls counts; the endpoint itself answers 429.
   *
   * @param limits all limits that a request may count in; not empty
   */
  record ByUseCase(Set<Limit> limits) implements RouteLimits {
    /**
     * Makes the declaration; the limits are copied.
     *
     * @throws IllegalArgumentException if there is no limit
     */
    public ByUseCase {
      limits = Set.copyOf(limits);
      if (limits.isEmpty()) {
        throw new IllegalArgumentException("a use case that counts in no limit");
      }
    }
  }
}
