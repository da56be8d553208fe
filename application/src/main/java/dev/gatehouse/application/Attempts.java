package dev.gatehouse.application;

import dev.gatehouse.domain.AttemptDecision.Allowed;
import dev.gatehouse.domain.AttemptDecision.Refused;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.AuditEvent.Limited;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.UsualAddresses;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets attempts through to the provider, or not, before it is asked anything.
 *
 * <p>An attempt is counted before it is made, so that many at once are not more than many one after
 * the other, and is given back if it succeeds or the provider can't answer. Whether there is a user
 * with the name plays no part.
 *
 * <p>Who has logged in from an address lately is spared, at that address, what others spend on the
 * name: strangers who fail from elsewhere don't keep a user out.
 */
public final class Attempts {
  private static final AttemptLimit NOTES = new AttemptLimit(1, Duration.ofMinutes(1));

  private final AttemptLimiter limiter;
  private final UsualAddresses usual;
  private final AttemptLimits limits;
  private final AuditTrail audit;

  /**
   * What an attempt costs.
   *
   * @param returnable whether it is given back where the attempt does not fail
   */
  private record Price(AttemptScope scope, AttemptLimit limit, boolean returnable) {}

  /**
   * Makes it.
   *
   * @param limiter counts
   * @param usual remembers from where users log in
   * @param limits how many are allowed
   * @param audit is told what is not let through
   */
  public Attempts(
      AttemptLimiter limiter, UsualAddresses usual, AttemptLimits limits, AuditTrail audit) {
    this.limiter = limiter;
    this.usual = usual;
    this.limits = limits;
    this.audit = audit;
  }

  /**
   * Someone tries to prove to be a user.
   *
   * @param failed whether the attempt failed, so that it counts
   * @param limited what is answered where it may not be made
   */
  <O> O proof(
      Caller caller,
      Username username,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<Duration, O> limited) {
    return through(
        caller, withProof(request(caller, false), caller, username), attempt, failed, limited);
  }

  /**
   * Someone registers. It may take up a registration that stopped half-way, with its password, so
   * that a name that is taken counts as a proof that failed.
   */
  <O> O registration(
      Caller caller,
      Username username,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<Duration, O> limited) {
    Price registration =
        new Price(new AttemptScope.Registrations(network(caller)), limits.registrations(), false);
    return through(caller, withProof(registration, caller, username), attempt, failed, limited);
  }

  /** Someone has a code sent. */
  <O> O code(Caller caller, Username username, Supplier<O> attempt, Function<Duration, O> limited) {
    ClientAddress address = network(caller);
    AttemptScope codes =
        usual.contains(username, address)
            ? new AttemptScope.CodesFrom(username, address)
            : new AttemptScope.Codes(username);
    return through(
        caller,
        List.of(request(caller, false), new Price(codes, limits.codes(), true)),
        attempt,
        _ -> true,
        limited);
  }

  /** Someone asks for work that others must get their turn at. */
  <O> O request(Caller caller, Supplier<O> attempt, Function<Duration, O> limited) {
    return through(caller, List.of(request(caller, false)), attempt, _ -> true, limited);
  }

  /** Someone shows what can't be guessed; only who shows what is none is held up. */
  <O> O token(
      Caller caller, Supplier<O> attempt, Predicate<O> failed, Function<Duration, O> limited) {
    return through(caller, List.of(request(caller, true)), attempt, failed, limited);
  }

  /** A user has logged in. */
  void loggedIn(Caller caller, Username username) {
    usual.add(username, network(caller));
  }

  private Price request(Caller caller, boolean returnable) {
    return new Price(new AttemptScope.Requests(network(caller)), limits.requests(), returnable);
  }

  private List<Price> withProof(Price first, Caller caller, Username username) {
    ClientAddress address = network(caller);
    Price here =
        new Price(new AttemptScope.ProofsFrom(username, address), limits.proofsFrom(), true);
    return usual.contains(username, address)
        ? List.of(first, here)
        : List.of(first, here, new Price(new AttemptScope.Proofs(username), limits.proofs(), true));
  }

  private <O> O through(
      Caller caller,
      List<Price> prices,
      Supplier<O> attempt,
      Predicate<O> failed,
      Function<Duration, O> limited) {
    List<Price> due = prices.stream().filter(price -> !price.limit().isOff()).toList();
    Duration retryAfter = pay(caller, due);
    if (retryAfter != null) {
      return limited.apply(retryAfter);
    }
    boolean counts = false;
    try {
      O outcome = attempt.get();
      counts = failed.test(outcome);
      return outcome;
    } finally {
      if (!counts) {
        giveBack(due);
      }
    }
  }

  /** Pays all of it, or none of what is returnable; null, or when to come again. */
  private @Nullable Duration pay(Caller caller, List<Price> prices) {
    for (int i = 0; i < prices.size(); i++) {
      Price price = prices.get(i);
      switch (limiter.take(price.scope(), price.limit())) {
        case Allowed() -> {}
        case Refused(var retryAfter) -> {
          giveBack(prices.subList(0, i));
          note(caller, price.scope());
          return retryAfter;
        }
      }
    }
    return null;
  }

  /** Once a minute for each scope: who is refused comes back at once, again and again. */
  private void note(Caller caller, AttemptScope scope) {
    if (limiter.take(new AttemptScope.Notes(scope), NOTES) instanceof Allowed) {
      audit.record(new Limited(caller, scope));
    }
  }

  private void giveBack(List<Price> prices) {
    for (Price price : prices) {
      if (price.returnable()) {
        limiter.giveBack(price.scope(), price.limit());
      }
    }
  }

  private static ClientAddress network(Caller caller) {
    return caller.address().network();
  }
}
