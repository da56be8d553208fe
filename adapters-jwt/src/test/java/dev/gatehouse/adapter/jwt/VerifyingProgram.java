package dev.gatehouse.adapter.jwt;

import dev.gatehouse.adapter.jwt.key.SignatureProvider;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.testkit.TokenMint;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Verifies tokens in a separate JVM and reports the signature provider. */
public final class VerifyingProgram {
  private VerifyingProgram() {}

  /** Prints the provider's name, the number of verified tokens, and the number of all tokens. */
  public static void main(String[] arguments) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    TokenMint mint = new TokenMint("https://issuer", "key-1");
    TrustedIssuer issuer = new TrustedIssuer("https://issuer", Set.of("client"), mint::keySet);
    int verified = 0;
    for (int i = 0; i < 3; i++) {
      try (JwksTokenVerifier verifier =
          new JwksTokenVerifier(
              List.of(issuer), VerifierSettings.DEFAULT, () -> now, new Random(i))) {
        var outcome =
            verifier.verify(mint.token(mint.idClaims("client", now)), Set.of(TokenUse.ID));
        verified += outcome instanceof Verified ? 1 : 0;
      }
    }
    System.out.println(SignatureProvider.fastest() + ": " + verified + " of 3");
  }
}
