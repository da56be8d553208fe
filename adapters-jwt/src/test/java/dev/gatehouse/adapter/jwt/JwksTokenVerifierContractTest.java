package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.testkit.TokenVerifierContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

final class JwksTokenVerifierContractTest extends TokenVerifierContract {
  private final List<JwksTokenVerifier> opened = new ArrayList<>();

  @Override
  protected TokenVerifier verifier(
      Supplier<String> keySet, String issuer, String clientId, InstantSource clock) {
    TrustedIssuer trusted = new TrustedIssuer(issuer, Set.of(clientId), keySet::get);
    JwksTokenVerifier verifier =
        new JwksTokenVerifier(List.of(trusted), VerifierSettings.DEFAULT, clock, new Random());
    opened.add(verifier);
    return verifier;
  }

  @AfterEach
  void closeVerifiers() {
    opened.forEach(JwksTokenVerifier::close);
  }
}
