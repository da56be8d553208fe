package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.domain.limit.Limit.CODES_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REGISTRATIONS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REQUESTS_PER_ADDRESS;

import dev.gatehouse.adapter.http.spi.RouteLimits;
import java.util.Set;

/** The rate limits that several endpoints declare. */
final class EndpointLimits {
  static final RouteLimits REQUESTS = new RouteLimits.PerAddress(REQUESTS_PER_ADDRESS);

  /** For requests with a token and a code. */
  static final RouteLimits CODE_ATTEMPTS = new RouteLimits.PerAddress(LOGIN_ATTEMPTS_PER_ADDRESS);

  /** For requests with a password, a code or a challenge answer. */
  static final RouteLimits PROOFS =
      new RouteLimits.ByUseCase(
          Set.of(LOGIN_ATTEMPTS, LOGIN_ATTEMPTS_PER_ACCOUNT, LOGIN_ATTEMPTS_PER_ADDRESS));

  static final RouteLimits REGISTRATIONS =
      new RouteLimits.ByUseCase(
          Set.of(LOGIN_ATTEMPTS, LOGIN_ATTEMPTS_PER_ACCOUNT, REGISTRATIONS_PER_ADDRESS));

  /** For requests that send a code. */
  static final RouteLimits CODES =
      new RouteLimits.ByUseCase(Set.of(CODES_PER_ACCOUNT, LOGIN_ATTEMPTS_PER_ADDRESS));

  /** For requests that send a code, and can contain a password. */
  static final RouteLimits CODES_AND_PROOFS =
      new RouteLimits.ByUseCase(
          Set.of(
              CODES_PER_ACCOUNT,
              LOGIN_ATTEMPTS,
              LOGIN_ATTEMPTS_PER_ACCOUNT,
              LOGIN_ATTEMPTS_PER_ADDRESS));

  static final RouteLimits REFRESHES =
      new RouteLimits.ByUseCase(Set.of(LOGIN_ATTEMPTS_PER_ADDRESS));

  private EndpointLimits() {}
}
