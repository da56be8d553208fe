package dev.gatehouse.application;

import static dev.gatehouse.domain.limit.Limit.CODES_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REGISTRATIONS_PER_ADDRESS;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.audit.AuditEvent.Limited;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.LoginQueue;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.usecase.RequestLimits;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs an attempt at the provider, or refuses it before it calls the provider.
 *
 * <p>Counts an attempt before it runs, so that parallel attempts count as much as sequential ones.
 * If it succeeds or the provider fails, it no longer counts in the budgets for failures. The limits
 * are the same whether or not a user with the name exists.
 *
 * <p>Attempts from a network where the user logged in recently do not count in the budget that all
 * networks share for the user name. So failed attempts from other networks do not lock the user
 * out. They also come first in the queue of the provider.
 */
final class RateLimits implements RequestLimits {
  private final AttemptLimiter limiter;
  private final KnownAddresses knownAddresses;
  private final LoginQueue queue;
  private final AuditTrail audit;
  private final AuditThrottle throttle;

  RateLimits(
      AttemptLimiter limiter,
      KnownAddresses knownAddresses,
      LoginQueue queue,
      AuditTrail audit,
      Ticker ticker) {
    this.limiter = limiter;
    this.knownAddresses = knownAddresses;
    this.queue = queue;
    this.audit = audit;
    this.throttle = new AuditThrottle(ticker);
  }

  /**
   * The budgets in which an attempt counts.
   *
   * @param always budgets in which every attempt counts
   * @param failures budgets in which only a failed attempt counts
   */
  private record Cost(List<Budget> always, List<Budget> failures) {
    List<Budget> all() {
      return Stream.concat(always.stream(), failures.stream()).toList();
    }
  }

  /**
   * Runs an attempt to prove a user's identity, within the rate limits.
   *
   * @param failed checks whether an outcome is a failure
   * @param refused converts a refusal to an outcome; callers pass the identity function, which only
   *     adapts the type
   */
  <O> O limitLogin(
      Caller caller,
      Username username,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<TooManyAttempts, O> refused) {
    boolean known = isKnown(caller, username);
    return runLimited(
        caller,
        new Cost(perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller), failures(caller, username, known)),
        inTurn(caller, known, attempt),
        failed,
        refused);
  }

  /**
   * Runs a registration within the rate limits. A taken user name counts as a failed login, because
   * a registration with the right password can complete an earlier, unfinished one.
   */
  <O> O limitRegistration(
      Caller caller,
      Username username,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<TooManyAttempts, O> refused) {
    boolean known = isKnown(caller, username);
    return runLimited(
        caller,
        new Cost(perNetwork(REGISTRATIONS_PER_ADDRESS, caller), failures(caller, username, known)),
        inTurn(caller, known, attempt),
        failed,
        refused);
  }

  /**
   * Runs a request of a signed-in user for a one-time code, within the rate limits. If the provider
   * fails, only the request counts, not the code.
   */
  <O> O limitCodeRequest(
      Caller caller, Username username, Supplier<O> attempt, Function<TooManyAttempts, O> refused) {
    boolean known = isKnown(caller, username);
    return runLimited(
        caller,
        codeRequest(caller, username, known),
        inTurn(caller, known, attempt),
        _ -> true,
        refused);
  }

  /** Has an executor run a request for a code that anyone can send, within the rate limits. */
  CodeRequestOutcome limitPublicCodeRequest(
      Caller caller, Username username, Executor executor, Runnable attempt) {
    boolean known = isKnown(caller, username);
    return this.<CodeRequestOutcome>runLimited(
        caller,
        codeRequest(caller, username, known),
        () -> {
          executor.execute(() -> runInTurn(caller, known, attempt));
          return new CodeRequestOutcome.Accepted();
        },
        _ -> true,
        refused -> refused);
  }

  private static Cost codeRequest(Caller caller, Username username, boolean known) {
    Budget codes =
        new Budget(CODES_PER_ACCOUNT, username, known ? caller.address().network() : null);
    return new Cost(perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller), List.of(codes));
  }

  /** Runs an attempt of a signed-in user to prove a code, within the rate limit of the network. */
  <O> O limitCode(Caller caller, Supplier<O> attempt, Function<TooManyAttempts, O> refused) {
    return runLimited(
        caller,
        new Cost(perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller), List.of()),
        inTurn(caller, true, attempt),
        _ -> true,
        refused);
  }

  /** Runs a refresh within the rate limits. A failed one counts as a login attempt. */
  <O> O limitRefresh(
      Caller caller,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<TooManyAttempts, O> refused) {
    return runLimited(
        caller,
        new Cost(List.of(), perNetwork(LOGIN_ATTEMPTS_PER_ADDRESS, caller)),
        attempt,
        failed,
        refused);
  }

  @Override
  public @Nullable TooManyAttempts acquire(Caller caller, Limit limit) {
    return acquire(caller, perNetwork(limit, caller));
  }

  /** Remembers the network from which the user logged in or refreshed a session. */
  void recordLogin(Caller caller, Username username) {
    knownAddresses.add(username, caller.address().network());
  }

  private boolean isKnown(Caller caller, Username username) {
    return knownAddresses.contains(username, caller.address().network());
  }

  private <O> Supplier<O> inTurn(Caller caller, boolean known, Supplier<O> attempt) {
    return () -> {
      try (LoginQueue.Turn _ = queue.await(caller, known)) {
        return attempt.get();
      }
    };
  }

  private void runInTurn(Caller caller, boolean known, Runnable attempt) {
    try (LoginQueue.Turn _ = queue.await(caller, known)) {
      attempt.run();
    }
  }

  private static List<Budget> failures(Caller caller, Username username, boolean known) {
    Budget here = new Budget(LOGIN_ATTEMPTS, username, caller.address().network());
    return known
        ? List.of(here)
        : List.of(here, new Budget(LOGIN_ATTEMPTS_PER_ACCOUNT, username, null));
  }

  private static List<Budget> perNetwork(Limit limit, Caller caller) {
    return caller.address().networks().stream()
        .map(network -> new Budget(limit, null, network))
        .toList();
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
