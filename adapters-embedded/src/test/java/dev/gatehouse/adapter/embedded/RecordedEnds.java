package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.RevokedTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Notes which sessions have ended. */
final class RecordedEnds implements RevokedTokens {
  private final List<String> told = new ArrayList<>();

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public synchronized void revoke(TokenOrigin origin, Instant until) {
    told.add("login " + origin.value());
  }

  @Override
  public synchronized void revokeIssuedBefore(Subject subject, Instant time, Instant until) {
    told.add("user " + subject.value() + " before " + time);
  }

  @Override
  public boolean contains(VerifiedClaims claims) {
    return false;
  }
}
