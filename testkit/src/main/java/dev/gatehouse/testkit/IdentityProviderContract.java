package dev.gatehouse.testkit;

import static dev.gatehouse.domain.account.RegistrationConfirmation.AUTO;
import static dev.gatehouse.domain.account.RegistrationConfirmation.CODE;

import dev.gatehouse.domain.account.RegistrationConfirmation;
import org.junit.jupiter.api.Nested;

/**
 * Tests that every {@code IdentityProvider} must pass: one suite for each role.
 *
 * <p>If the provider lacks an optional capability, the suite of that capability is skipped.
 */
public abstract class IdentityProviderContract {
  /**
   * Opens a provider for one test. The test closes it.
   *
   * @param confirmation how the provider confirms registrations
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
