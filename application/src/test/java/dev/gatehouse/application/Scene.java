package dev.gatehouse.application;

import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.UsualAddresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the use cases count with and tell, kept in plain lists: time stands still in it. */
final class Scene implements AttemptLimiter, UsualAddresses, AuditTrail {
  static final Duration WAIT = Duration.ofSeconds(90);
  static final Caller HERE = new Caller("request-1", ClientAddress.of("2001:db8::1"));
  static final Caller NEXT_DOOR = new Caller("request-2", ClientAddress.of("2001:db8::2"));
  static final Caller ELSEWHERE = new Caller("request-3", ClientAddress.of("192.0.2.1"));

  final List<AuditEvent> told = new ArrayList<>();
  private final Map<AttemptScope, Integer> taken = new HashMap<>();
  private final Set<Object> usual = new HashSet<>();

  private static AttemptLimit limit(int attempts) {
    return new AttemptLimit(attempts, Duration.ofHours(1));
  }

  /** 2 proofs here, 4 everywhere, 20 requests, 3 registrations, 2 codes. */
  Attempts attempts() {
    return attempts(new AttemptLimits(limit(2), limit(4), limit(20), limit(3), limit(2)));
  }

  /** No limit at all. */
  Attempts unlimited() {
    return attempts(new AttemptLimits(limit(0), limit(0), limit(0), limit(0), limit(0)));
  }

  Attempts attempts(AttemptLimits limits) {
    return new Attempts(this, this, limits, this);
  }

  /** How many attempts of a scope count. */
  int counted(AttemptScope scope) {
    return taken.getOrDefault(scope, 0);
  }

  @Override
  public AttemptDecision take(AttemptScope scope, AttemptLimit limit) {
    if (counted(scope) == limit.attempts()) {
      return new AttemptDecision.Refused(WAIT);
    }
    taken.merge(scope, 1, Integer::sum);
    return new AttemptDecision.Allowed();
  }

  @Override
  public void giveBack(AttemptScope scope, AttemptLimit limit) {
    taken.merge(scope, -1, Integer::sum);
  }

  @Override
  public void add(Username username, ClientAddress address) {
    usual.add(List.of(username, address));
  }

  @Override
  public boolean contains(Username username, ClientAddress address) {
    return usual.contains(List.of(username, address));
  }

  @Override
  public void record(AuditEvent event) {
    told.add(event);
  }
}
