package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.GatehouseServer;
import dev.gatehouse.adapter.http.ServerSettings;
import dev.gatehouse.adapter.http.TrustedProxies;
import dev.gatehouse.adapter.http.UseCases;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.adapter.memory.InMemoryUsualAddresses;
import dev.gatehouse.adapter.memory.InProcessUserEvents;
import dev.gatehouse.application.AccountManagementUseCase;
import dev.gatehouse.application.AttemptLimits;
import dev.gatehouse.application.Attempts;
import dev.gatehouse.application.AuthorizationUseCase;
import dev.gatehouse.application.LoginUseCase;
import dev.gatehouse.application.PasswordRecoveryUseCase;
import dev.gatehouse.application.RegistrationUseCase;
import dev.gatehouse.application.RegistrationUseCase.TakenUsernames;
import dev.gatehouse.application.SessionsUseCase;
import dev.gatehouse.application.TotpEnrolmentUseCase;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.RevokedTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/** The whole API over a provider in memory, at a clock of the test's. */
final class InMemoryGatehouse implements AutoCloseable {
  final EmbeddedIdentityProvider provider;
  private final JwksTokenVerifier verifier;
  private final GatehouseServer server;

  InMemoryGatehouse(InstantSource clock, AttemptLimits limits, AuditTrail audit) {
    provider =
        EmbeddedIdentityProvider.inMemory(
            clock, "http://gatehouse.test", RegistrationConfirmation.CODE);
    verifier =
        new JwksTokenVerifier(
            List.of(
                new TrustedIssuer(
                    provider.issuer(),
                    Set.of(EmbeddedIdentityProvider.CLIENT_ID),
                    provider::keySet)),
            VerifierSettings.DEFAULT,
            clock,
            new Random(1));
    RevokedTokens revoked = new InMemoryRevokedTokens(1000, clock);
    Attempts attempts =
        new Attempts(
            new InMemoryAttemptLimiter(1000, clock),
            new InMemoryUsualAddresses(1000, clock),
            limits,
            audit);
    JweChallengeSessions sessions =
        new JweChallengeSessions(
            new SecretKeySpec(new byte[JweChallengeSessions.KEY_BYTES], "AES"), clock);
    UseCases useCases =
        new UseCases(
            new RegistrationUseCase(provider, TakenUsernames.TOLD, attempts, audit),
            new LoginUseCase(provider, sessions, verifier, attempts, audit),
            new AuthorizationUseCase(verifier, revoked, Set.of(TokenUse.ID)),
            new SessionsUseCase(provider, verifier, revoked, attempts, audit, clock),
            new PasswordRecoveryUseCase(provider, revoked, attempts, audit, clock),
            new AccountManagementUseCase(
                provider, provider, revoked, new InProcessUserEvents(), attempts, audit, clock),
            new TotpEnrolmentUseCase(provider, audit));
    server =
        GatehouseServer.start(
            new ServerSettings("127.0.0.1", 0, Set.of()),
            new GatehousePlugin(
                new ApiSettings(new TrustedProxies(List.of("127.0.0.1")), "Gatehouse"),
                useCases,
                provider,
                verifier::ready,
                _ -> {},
                new Random(1)));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(5));
    verifier.close();
    provider.close();
  }
}
