package dev.gatehouse.application;

import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.usecase.Registration;

/** Registers users with the identity provider. */
public final class RegistrationUseCase implements Registration {
  private final IdentityProvider provider;
  private final TakenUsernames takenUsernames;

  /** What whoever asks for a taken name is told. */
  public enum TakenUsernames {
    /** That it is taken. */
    TOLD,
    /**
     * That a code is on its way, as to everyone else: where names are e-mail addresses, and
     * registrations are confirmed by a code that only the address's owner gets.
     */
    HIDDEN
  }

  /**
   * Makes the use case.
   *
   * @param provider keeps the users
   * @param takenUsernames what is told of them
   */
  public RegistrationUseCase(IdentityProvider provider, TakenUsernames takenUsernames) {
    this.provider = provider;
    this.takenUsernames = takenUsernames;
  }

  @Override
  public RegistrationOutcome register(NewUser user) {
    return switch (provider.register(user)) {
      case UsernameTaken _ when takenUsernames == TakenUsernames.HIDDEN ->
          new ConfirmationRequired();
      case RegistrationOutcome outcome -> outcome;
    };
  }

  @Override
  public ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    return provider.confirm(username, code);
  }

  @Override
  public void resendCode(Username username) {
    provider.resendCode(username);
  }
}
