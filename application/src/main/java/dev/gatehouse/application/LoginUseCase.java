package dev.gatehouse.application;

import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.usecase.Login;

/** Logs users in with the identity provider. */
public final class LoginUseCase implements Login {
  private final IdentityProvider provider;

  /** Logs in with this provider. */
  public LoginUseCase(IdentityProvider provider) {
    this.provider = provider;
  }

  @Override
  public LoginOutcome logIn(Username username, Password password) {
    return provider.logIn(username, password);
  }
}
