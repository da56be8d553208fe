package dev.gatehouse.application;

import static dev.gatehouse.domain.limit.Limit.CODES_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REGISTRATIONS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REQUESTS_PER_ADDRESS;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.AuditEvent.Limited;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.usecase.RequestLimits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets an attempt through to the provider, or refuses it before the provider is asked.
 *
 * <p>An attempt is counted before it is made, so that many at once count as much as many in turn. A
 * budget for failures gets the attempt back when the attempt succeeds or the provider can't answer.
 * Whether a user with the name exists plays no part.
 *
 * <p>A user who has logged in from a network lately is not counted there in what everyone together
 * spends on the name: strangers who fail elsewhere don't keep the user out.
 */
final class RateLimits implements RequestLimits {
  private final AttemptLimiter limiter;
  private final KnownAddresses known;
  private final AuditTrail audit;
  private final AuditThrottle throttle;

  RateLimits(AttemptLimiter limiter, KnownAddresses known, AuditTrail audit, InstantSource clock) {
    this.limiter = limiter;
    this.known = known;
    this.audit = audit;
    this.throttle = new AuditThrottle(clock);
  }

  /**
   * What an attempt is counted in.
   *
   * @param always budgets that each attempt counts in
   * @param failures budgets that an attempt counts in only where it fails
   */
  private record Cost(List<Budget> always, List<Budget> failures) {
    List<Budget> all() {
      return Stream.concat(always.stream(), failures.stream()).toList();
    }
  }

  /**
   * Counts an attempt to prove to be a user.
   *
   * @param failed whether the attempt failed
   * @param refused what a refused attempt comes to; the identity
   */
  <O> O limitLogin(
      Caller caller,
      Username username,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<TooManyAttempts, O> refused) {
    Budget request = perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller);
    return runLimited(
        caller, new Cost(List.of(request), failures(caller, username)), attempt, failed, refused);
  }

  /**
   * Counts a registration. It may complete one that stopped half-way, with its password, so a name
   * that is taken counts as a failed proof.
   */
  <O> O limitRegistration(
      Caller caller,
      Username username,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<TooManyAttempts, O> refused) {
    Budget registration = perNetwork(REGISTRATIONS_PER_ADDRESS, caller);
    return runLimited(
        caller,
        new Cost(List.of(registration), failures(caller, username)),
        attempt,
        failed,
        refused);
  }

  /** Counts a request for a code; not where the provider can't answer. */
  <O> O limitCodeRequest(
      Caller caller, Username username, Supplier<O> attempt, Function<TooManyAttempts, O> refused) {
    ClientAddress network = caller.address().network();
    Budget codes =
        new Budget(CODES_PER_ACCOUNT, username, known.contains(username, network) ? network : null);
    Budget request = perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller);
    return runLimited(
        caller, new Cost(List.of(request), List.of(codes)), attempt, _ -> true, refused);
  }

  /** Counts a code or answer whose owner only the provider knows. */
  <O> O limitRequest(Caller caller, Supplier<O> attempt, Function<TooManyAttempts, O> refused) {
    Budget request = perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller);
    return runLimited(caller, new Cost(List.of(request), List.of()), attempt, _ -> true, refused);
  }

  /** Counts a refresh; one that fails counts as an attempt to guess, too. */
  <O> O limitRefresh(
      Caller caller,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<TooManyAttempts, O> refused) {
    return runLimited(
        caller,
        new Cost(
            List.of(perNetwork(REQUESTS_PER_ADDRESS, caller)),
            List.of(perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller))),
        attempt,
        failed,
        refused);
  }

  @Override
  public @Nullable TooManyAttempts acquire(Caller caller, Limit limit) {
    return acquire(caller, List.of(perNetwork(limit, caller)));
  }

  /** Remembers where the user has logged in. */
  void recordLogin(Caller caller, Username username) {
    known.add(username, caller.address().network());
  }

  private List<Budget> failures(Caller caller, Username username) {
    ClientAddress network = caller.address().network();
    List<Budget> failures = new ArrayList<>();
    failures.add(new Budget(LOGIN_ATTEMPTS, username, network));
    if (!known.contains(username, network)) {
      failures.add(new Budget(LOGIN_ATTEMPTS_PER_ACCOUNT, username, null));
    }
    return failures;
  }

  private static Budget perNetwork(Limit limit, Caller caller) {
    return new Budget(limit, null, caller.address().network());
  }

  private <O> O runLimited(
      Caller caller,
      Cost cost,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<TooManyAttempts, O> refused) {
    TooManyAttempts tooMany = acquire(caller, cost.all());
    if (tooMany != null) {
      return refused.apply(tooMany);
    }
    boolean counts = false;
    try {
      O outcome = attempt.get();
      counts = failed.test(outcome);
      return outcome;
    } finally {
      if (!counts && !cost.failures().isEmpty()) {
        limiter.release(cost.failures());
      }
    }
  }

  private @Nullable TooManyAttempts acquire(Caller caller, List<Budget> budgets) {
    return switch (limiter.tryAcquire(budgets)) {
      case Allowed() -> null;
      case Refused(var budget, var retryAfter) -> {
        if (throttle.allows(budget)) {
          audit.record(new Limited(caller, budget));
        }
        yield new TooManyAttempts(retryAfter);
      }
    };
  }
}
