package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records the ended sessions. */
final class RecordedEnds implements RevokedTokens {
  private final List<String> told = new ArrayList<>();

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public synchronized void revoke(SessionId session) {
    told.add(session.value());
  }

  @Override
  public synchronized void revokeIssuedBefore(Subject subject, Instant time) {
    told.add("user " + subject.value() + " before " + time);
  }

  @Override
  public boolean contains(VerifiedClaims claims) {
    return false;
  }
}
