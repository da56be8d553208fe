package dev.gatehouse.application;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.RevokedTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Notes what it is told. */
final class RecordedRevocations implements RevokedTokens {
  private final List<String> told = new ArrayList<>();

  List<String> told() {
    return told;
  }

  @Override
  public void revoke(TokenOrigin origin, Instant until) {
    told.add("login " + origin.value() + " until " + until);
  }

  @Override
  public void revokeIssuedBefore(Subject subject, Instant time, Instant until) {
    told.add("user " + subject.value() + " before " + time + " until " + until);
  }

  @Override
  public boolean contains(VerifiedClaims claims) {
    return false;
  }
}
