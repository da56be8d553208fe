package dev.gatehouse.application;

import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.LoginQueue;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.usecase.UseCases;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/** Creates the use cases. No other class creates them. */
public final class Assembly {
  private Assembly() {}

  /**
   * Creates the use cases.
   *
   * @param takenUsernames whether responses show that a user name is taken
   * @param stepUpAge how long a login counts as recent for changes of the account; zero if any
   *     login does
   * @param policy the rules for new passwords
   * @param acceptedTokens the token uses that route guards accept; not empty
   * @throws IllegalArgumentException if {@code acceptedTokens} is empty
   */
  public static UseCases of(
      Ports ports,
      TakenUsernames takenUsernames,
      Duration stepUpAge,
      PasswordPolicy policy,
      Set<TokenUse> acceptedTokens) {
    IdentityProvider provider = ports.provider();
    RateLimits limits =
        new RateLimits(
            ports.limiter(),
            ports.knownAddresses(),
            provider.loginQueue().orElse(LoginQueue.NONE),
            ports.audit(),
            ports.ticker());
    Executor codeRequests =
        takenUsernames == TakenUsernames.HIDDEN ? ports.afterResponse() : Runnable::run;
    Revocations revocations =
        new Revocations(
            ports.revoked(),
            ports.revocationLog(),
            ports.userEvents(),
            ports.clock(),
            ports.pause());
    StepUp stepUp =
        new StepUp(
            provider.logins(),
            provider.sessions(),
            limits,
            ports.audit(),
            ports.clock(),
            stepUpAge);
    return new UseCases(
        new RegistrationUseCase(
            provider.registrations(),
            provider.profiles(),
            policy,
            takenUsernames,
            codeRequests,
            ports.userEvents(),
            limits,
            ports.audit()),
        new LoginUseCase(
            provider.logins(),
            ports.challengeSessions(),
            policy,
            takenUsernames,
            limits,
            ports.audit()),
        new AuthorizationUseCase(ports.verifier(), ports.revoked(), acceptedTokens),
        new SessionManagementUseCase(
            provider.sessions(),
            ports.verifier(),
            revocations,
            ports.userEvents(),
            stepUp,
            limits,
            ports.audit()),
        new PasswordRecoveryUseCase(
            provider.passwords(), policy, revocations, codeRequests, limits, ports.audit()),
        new AccountManagementUseCase(
            provider.passwords(),
            provider.profiles(),
            policy,
            revocations,
            ports.userEvents(),
            stepUp,
            limits,
            ports.audit()),
        provider.totp().map(totp -> new TotpEnrolmentUseCase(totp, stepUp, ports.audit())),
        limits,
        policy);
  }
}
