package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.testkit.IdentityProviderContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedIdentityProviderContractTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @Nested
  final class InMemory extends Contract {
    InMemory() {
      super(EmbeddedIdentityProvider.inMemory(CLOCK));
    }
  }

  @Nested
  final class OnFile extends Contract {
    OnFile(@TempDir Path folder) {
      super(
          EmbeddedIdentityProvider.open(
              new EmbeddedSettings(
                  folder, "https://auth.example.com", Duration.ofHours(1), Duration.ofDays(30)),
              CLOCK));
    }
  }

  abstract static class Contract extends IdentityProviderContract {
    private final EmbeddedIdentityProvider provider;
    private final JwksTokenVerifier verifier;

    Contract(EmbeddedIdentityProvider provider) {
      this.provider = provider;
      this.verifier =
          new JwksTokenVerifier(
              List.of(
                  new TrustedIssuer(
                      provider.issuer(),
                      Set.of(EmbeddedIdentityProvider.CLIENT_ID),
                      provider::keySet)),
              VerifierSettings.DEFAULT,
              CLOCK,
              new Random());
    }

    @Override
    protected IdentityProvider provider() {
      return provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return verifier;
    }

    @AfterEach
    void close() {
      verifier.close();
      provider.close();
    }
  }
}
