package dev.gatehouse.testkit;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider under test, with the helpers that the contracts need. Each test opens its own fixture.
 */
public interface ProviderFixture extends AutoCloseable {
  /** Returns the provider under test. */
  IdentityProvider provider();

  /** Returns a verifier that trusts the provider's key set. */
  TokenVerifier verifier();

  /**
   * Returns the newest code that the provider sent to an address; null if it sent none. Each
   * fixture decides how it captures mail.
   */
  @Nullable ConfirmationCode newestCode(EmailAddress address);

  /**
   * Returns the names of the contract tests that the provider is known to fail, grouped by reason.
   *
   * <p>Such a test must fail. It is reported as failed as soon as the provider meets the contract,
   * so that the declaration is removed.
   */
  Map<String, Set<String>> gaps();

  /**
   * Returns the clock of the provider. It may stand still. If it runs, the provider must accept
   * codes of authenticator apps for as long as a test takes.
   */
  default InstantSource clock() {
    return InstantSource.system();
  }

  /** Closes the provider and the verifier. */
  @Override
  void close();
}
