package dev.gatehouse.application;

import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.usecase.UseCases;
import java.util.Set;

/** Puts the use cases together; the only place that does. */
public final class Assembly {
  private Assembly() {}

  /**
   * Puts the use cases together.
   *
   * @param takenUsernames what a registration of a taken name is told
   * @param acceptedTokens the token uses that guarded endpoints accept; not empty
   * @throws IllegalArgumentException if no token use is accepted
   */
  public static UseCases of(
      Ports ports, TakenUsernames takenUsernames, Set<TokenUse> acceptedTokens) {
    IdentityProvider provider = ports.provider();
    RateLimits limits =
        new RateLimits(ports.limiter(), ports.knownAddresses(), ports.audit(), ports.clock());
    Revocations revocations = new Revocations(ports.revoked(), ports.clock(), ports.pause());
    return new UseCases(
        new RegistrationUseCase(provider.registrations(), takenUsernames, limits, ports.audit()),
        new LoginUseCase(provider.logins(), ports.challengeSessions(), limits, ports.audit()),
        new AuthorizationUseCase(ports.verifier(), ports.revoked(), acceptedTokens),
        new SessionManagementUseCase(
            provider.sessions(), ports.verifier(), revocations, limits, ports.audit()),
        new PasswordRecoveryUseCase(provider.passwords(), revocations, limits, ports.audit()),
        new AccountManagementUseCase(
            provider.passwords(),
            provider.profiles(),
            revocations,
            ports.userEvents(),
            limits,
            ports.audit()),
        provider.totp().map(totp -> new TotpEnrolmentUseCase(totp, ports.audit())),
        limits);
  }
}
