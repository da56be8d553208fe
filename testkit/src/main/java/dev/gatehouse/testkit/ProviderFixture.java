package dev.gatehouse.testkit;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider under test, with what the contracts need besides; each test opens one. */
public interface ProviderFixture extends AutoCloseable {
  /** The provider under test. */
  IdentityProvider provider();

  /** A verifier that trusts the provider's key set. */
  TokenVerifier verifier();

  /**
   * The newest code that the provider sent to an address, by whatever way mail goes in the test;
   * null where none was sent.
   */
  @Nullable ConfirmationCode newestCode(EmailAddress address);

  /**
   * The names of the contract tests that the provider is known to fail, by the reason.
   *
   * <p>Such a test passes as long as the provider fails it, and fails once the gap has closed.
   */
  Map<String, Set<String>> gaps();

  /**
   * What the provider takes for the current time. It may stand still; if it does not, codes of
   * authenticator apps must stay valid for as long as a test takes.
   */
  default InstantSource clock() {
    return InstantSource.system();
  }

  /** Closes the provider and the verifier. */
  @Override
  void close();
}
