package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.testkit.IdentityProviderContract;
import dev.gatehouse.testkit.ProviderFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedIdentityProviderContractTest {
  @Nested
  final class InMemory extends IdentityProviderContract {
    @Override
    protected ProviderFixture open(RegistrationConfirmation confirmation) {
      return Fixture.of(
          EmbeddedIdentityProvider.inMemory(Fixture.CLOCK).confirmation(confirmation).open());
    }
  }

  @Nested
  final class OnFile extends IdentityProviderContract {
    private final Path folder;

    OnFile(@TempDir Path folder) {
      this.folder = folder;
    }

    @Override
    protected ProviderFixture open(RegistrationConfirmation confirmation) {
      return Fixture.of(
          new ProviderFolder(folder, Fixture.CLOCK.instant())
              .builder()
              .confirmation(confirmation)
              .open());
    }
  }

  private record Fixture(EmbeddedIdentityProvider provider, JwksTokenVerifier verifier)
      implements ProviderFixture {
    /** The clock does not move, so that codes of an app stay valid during a test. */
    private static final InstantSource CLOCK =
        InstantSource.fixed(Instant.parse("2026-01-01T12:00:10Z"));

    private static Fixture of(EmbeddedIdentityProvider provider) {
      return new Fixture(
          provider,
          new JwksTokenVerifier(
              List.of(
                  new TrustedIssuer(
                      provider.issuer(),
                      Set.of(EmbeddedIdentityProvider.CLIENT_ID),
                      provider::keySet)),
              VerifierSettings.DEFAULT,
              CLOCK,
              new Random()));
    }

    @Override
    public @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return provider.newestCode(address);
    }

    @Override
    public Map<String, Set<String>> gaps() {
      return Map.of();
    }

    @Override
    public InstantSource clock() {
      return CLOCK;
    }

    @Override
    public void close() {
      verifier.close();
      provider.close();
    }
  }
}
