package dev.gatehouse.application;

import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.usecase.Registration;

/** Registers users with the identity provider. */
public final class RegistrationUseCase implements Registration {
  private final IdentityProvider provider;

  /** Registers with this provider. */
  public RegistrationUseCase(IdentityProvider provider) {
    this.provider = provider;
  }

  @Override
  public RegistrationOutcome register(NewUser user) {
    return provider.register(user);
  }
}
