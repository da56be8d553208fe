package dev.gatehouse.domain.port;

import java.util.Optional;

/**
 * Stores users and issues their tokens, in several roles. Use cases ask for the role that they
 * need, and no more.
 *
 * <p>A role that every provider has is never null. A capability that a provider may lack is an
 * {@code Optional}; it stays the same as long as the provider is open.
 *
 * <p>Implementations are safe for use by many threads at once. No operation takes longer than a few
 * seconds: a provider that can't answer by then throws {@link
 * dev.gatehouse.domain.IdentityProviderUnavailableException}.
 */
public interface IdentityProvider {
  /** Creates users. */
  Registrations registrations();

  /** Logs users in. */
  Logins logins();

  /** Refreshes and ends sessions. */
  Sessions sessions();

  /** Changes and resets passwords. */
  Passwords passwords();

  /** Changes what users say about themselves, and deletes users. */
  Profiles profiles();

  /** Asks for codes of authenticator apps; empty where the provider can't. */
  Optional<Totp> totp();
}
