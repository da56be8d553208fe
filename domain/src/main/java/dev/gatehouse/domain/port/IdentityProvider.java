package dev.gatehouse.domain.port;

import java.util.Optional;

/**
 * Stores users and issues their tokens. A provider consists of roles. A use case gets only the
 * roles that it needs.
 *
 * <p>Every provider has the roles that are not {@code Optional}. A capability that a provider may
 * lack is {@code Optional}; it does not change while the provider is open.
 *
 * <p>Implementations are thread-safe. No operation takes longer than a few seconds: a provider that
 * cannot answer in that time throws {@link
 * dev.gatehouse.domain.IdentityProviderUnavailableException}.
 */
public interface IdentityProvider {
  /**
   * Returns whether logins are possible, as far as this machine knows. Called often, so a result
   * may be a few seconds old.
   */
  default boolean isReady() {
    return true;
  }

  /** Creates users. */
  Registrations registrations();

  /** Logs users in. */
  Logins logins();

  /** Refreshes and ends sessions. */
  Sessions sessions();

  /** Changes and resets passwords. */
  Passwords passwords();

  /** Changes e-mail addresses and deletes users. */
  Profiles profiles();

  /** Remembers the networks of logins with the users; empty if the provider does not. */
  default Optional<KnownAddresses> knownAddresses() {
    return Optional.empty();
  }

  /** Orders attempts that are expensive for this provider; empty if it needs no order. */
  default Optional<LoginQueue> loginQueue() {
    return Optional.empty();
  }

  /**
   * Keeps events about users. Each event is stored together with the change that it tells of, so
   * none is lost. Empty if the provider does not, so that the use cases publish them.
   */
  default Optional<UserEventInboxes> userEventInboxes() {
    return Optional.empty();
  }

  /** Supports authenticator apps; empty if the provider does not. */
  Optional<Totp> totp();
}
