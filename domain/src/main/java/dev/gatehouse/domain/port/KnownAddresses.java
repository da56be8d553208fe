package dev.gatehouse.domain.port;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;

/**
 * Remembers the networks from which users have logged in, so that an attacker elsewhere cannot lock
 * them out.
 *
 * <p>Each promise below names the test of {@code KnownAddressesContract} (module testkit) that
 * shows it. Implementations are thread-safe. They may limit their memory; a forgotten address
 * counts as unknown.
 */
public interface KnownAddresses {
  /**
   * Records that the user has logged in from a network.
   *
   * @param network the smallest network of the client ({@link ClientAddress#network()})
   */
  void add(Username username, Network network);

  /**
   * Returns whether the user has logged in from a network ({@code address_of_a_login_is_known}).
   * Logins of other users do not count ({@code address_is_known_for_that_user_only}). The case of
   * the name does not matter ({@code user_name_case_is_ignored}).
   *
   * @param network the smallest network of the client
   */
  boolean contains(Username username, Network network);
}
