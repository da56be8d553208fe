package dev.gatehouse.testkit;

import static dev.gatehouse.domain.account.RegistrationConfirmation.AUTO;
import static dev.gatehouse.domain.account.RegistrationConfirmation.CODE;

import dev.gatehouse.domain.account.RegistrationConfirmation;
import org.junit.jupiter.api.Nested;

/**
 * What every {@code IdentityProvider} promises, as tests: one suite for each role.
 *
 * <p>The suite of a capability that the provider lacks is skipped.
 */
public abstract class IdentityProviderContract {
  /**
   * Opens a provider for one test, which closes it.
   *
   * @param confirmation what the provider asks of registrations
   */
  protected abstract ProviderFixture open(RegistrationConfirmation confirmation);

  @Nested
  final class Registrations extends RegistrationsContract {
    Registrations() {
      super(() -> open(AUTO));
    }
  }

  @Nested
  final class RegistrationCodes extends RegistrationCodeContract {
    RegistrationCodes() {
      super(() -> open(CODE));
    }
  }

  @Nested
  final class Logins extends LoginsContract {
    Logins() {
      super(() -> open(AUTO));
    }
  }

  @Nested
  final class Sessions extends SessionsContract {
    Sessions() {
      super(() -> open(AUTO));
    }
  }

  @Nested
  final class Passwords extends PasswordsContract {
    Passwords() {
      super(() -> open(AUTO));
    }
  }

  @Nested
  final class Profiles extends ProfilesContract {
    Profiles() {
      super(() -> open(AUTO));
    }
  }

  @Nested
  final class Totp extends TotpContract {
    Totp() {
      super(() -> open(AUTO));
    }
  }
}
