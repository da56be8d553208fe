package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.domain.limit.Limit.CODES_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REGISTRATIONS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REQUESTS_PER_ADDRESS;

import dev.gatehouse.adapter.http.spi.RouteLimits;
import java.util.Set;

/** The limits that several endpoints declare. */
final class EndpointLimits {
  static final RouteLimits REQUESTS = new RouteLimits.PerAddress(REQUESTS_PER_ADDRESS);

  /** A code whose owner the token names, but that only the provider knows. */
  static final RouteLimits CODE_ATTEMPTS = new RouteLimits.PerAddress(LOGIN_ATTEMPTS_PER_ADDRESS);

  /** A password, a code or an answer that proves to be a user. */
  static final RouteLimits PROOFS =
      new RouteLimits.ByUseCase(
          Set.of(LOGIN_ATTEMPTS, LOGIN_ATTEMPTS_PER_ACCOUNT, LOGIN_ATTEMPTS_PER_ADDRESS));

  static final RouteLimits REGISTRATIONS =
      new RouteLimits.ByUseCase(
          Set.of(LOGIN_ATTEMPTS, LOGIN_ATTEMPTS_PER_ACCOUNT, REGISTRATIONS_PER_ADDRESS));

  /** A code that is sent. */
  static final RouteLimits CODES =
      new RouteLimits.ByUseCase(Set.of(CODES_PER_ACCOUNT, LOGIN_ATTEMPTS_PER_ADDRESS));

  static final RouteLimits REFRESHES =
      new RouteLimits.ByUseCase(Set.of(REQUESTS_PER_ADDRESS, LOGIN_ATTEMPTS_PER_ADDRESS));

  private EndpointLimits() {}
}
