package dev.gatehouse.testkit;

import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptDecision.Allowed;
import dev.gatehouse.domain.AttemptDecision.Refused;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.AttemptScope.ProofsFrom;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A limiter without a bound, as simple as can be, with one fault or none. */
final class ModelLimiter implements AttemptLimiter {
  private final LimiterFault fault;
  private final InstantSource clock;
  private final Map<Object, Account> accounts = new HashMap<>();

  /** How many attempts are left, to fractions, and as of when. */
  private record Account(double left, Instant at) {}

  ModelLimiter(LimiterFault fault, InstantSource clock) {
    this.fault = fault;
    this.clock = clock;
  }

  private boolean has(LimiterFault candidate) {
    return fault == candidate;
  }

  @Override
  public synchronized AttemptDecision take(AttemptScope scope, AttemptLimit limit) {
    Object key = key(scope);
    double left = left(key, limit);
    if (has(LimiterFault.ALLOWS_ALL_AT_ONCE) && left < 1 && Thread.currentThread().isVirtual()) {
      return new Allowed();
    }
    if (left >= 1) {
      put(key, left - 1);
      return new Allowed();
    }
    if (has(LimiterFault.COUNTS_WHAT_IT_REFUSES)) {
      put(key, left - 1);
    }
    double missing = (1 - left) * limit.window().toMillis() / limit.attempts();
    return new Refused(
        Duration.ofMillis(
            (long) Math.ceil(has(LimiterFault.TELLS_HALF_THE_TIME) ? missing / 2 : missing)));
  }

  private double left(Object key, AttemptLimit limit) {
    int most = limit.attempts() + (has(LimiterFault.ALLOWS_ONE_MORE) ? 1 : 0);
    Account account = accounts.get(key);
    if (account == null) {
      return most;
    }
    double passed =
        (double) Duration.between(account.at(), clock.instant()).toMillis()
            / limit.window().toMillis();
    if (has(LimiterFault.NEVER_GIVES_ATTEMPTS_BACK)) {
      passed = 0;
    }
    if (has(LimiterFault.GIVES_ALL_BACK_AT_ONCE) && passed > 0) {
      passed = 1;
    }
    return Math.min(
        account.left() + passed * limit.attempts(),
        has(LimiterFault.HOARDS_WHAT_IS_GIVEN_BACK) ? Double.MAX_VALUE : most);
  }

  private void put(Object key, double left) {
    accounts.put(key, new Account(left, clock.instant()));
  }

  @Override
  public synchronized void giveBack(AttemptScope scope, AttemptLimit limit) {
    if (!has(LimiterFault.IGNORES_WHAT_IS_GIVEN_BACK)) {
      put(key(scope), left(key(scope), limit) + 1);
    }
  }

  private Object key(AttemptScope scope) {
    return switch (fault) {
      case CONFUSES_USERS ->
          scope instanceof ProofsFrom(_, var address)
              ? new ProofsFrom(new Username("anybody"), address)
              : scope;
      case CONFUSES_KINDS -> scope.toString().replaceAll("^[A-Za-z]+", "");
      case TELLS_CASES_APART -> scope.toString();
      default -> scope;
    };
  }
}
