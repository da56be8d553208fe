package dev.gatehouse.domain.port;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;

/**
 * Remembers from where users have logged in, so that strangers who fail from elsewhere don't keep
 * them out.
 *
 * <p>Every promise below is shown by the test of {@code KnownAddressesContract} (module testkit)
 * that it names. Implementations are safe for use by many threads at once, and may have a bound:
 * what they hold may be lost, and then the address counts as any other.
 */
public interface KnownAddresses {
  /**
   * Notes that the user has logged in from an address.
   *
   * @param address a whole network ({@link ClientAddress#network()})
   */
  void add(Username username, ClientAddress address);

  /**
   * Whether the user has logged in from there ({@code address_of_a_login_is_known}); nobody else's
   * logins count ({@code address_is_known_for_that_user_only}), nor does the case of the name
   * ({@code case_of_the_name_does_not_matter}).
   *
   * @param address a whole network
   */
  boolean contains(Username username, ClientAddress address);
}
