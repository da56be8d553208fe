package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.KnownAddresses;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers in the database from which networks users have logged in, so that they survive a
 * restart: the table {@code known_addresses}. Stores the last 8 networks of each user, for 30 days.
 */
final class EmbeddedKnownAddresses implements KnownAddresses {
  private static final Logger LOG = System.getLogger(EmbeddedKnownAddresses.class.getName());

  private static final int NETWORKS_PER_USER = 8;
  private static final Duration KEPT = Duration.ofDays(30);

  /** A network is not stored again within this time, so that few logins write. */
  private static final Duration FRESH = Duration.ofDays(1);

  private final Accounts accounts;

  EmbeddedKnownAddresses(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A login has succeeded before this is called, so a failure is only logged.
   */
  @Override
  public void add(Username username, Network network) {
    Instant now = accounts.clock().instant();
    try {
      accounts.calls().run("remember_address", () -> add(username, network, now));
    } catch (IdentityProviderUnavailableException e) {
      LOG.log(Level.WARNING, "The address of a login was not stored: {0}", e.getMessage());
    }
  }

  private Boolean add(Username username, Network network, Instant now) {
    return !contains(username, network, now.minus(FRESH))
        && accounts.database().write(transaction -> add(transaction, username, network, now));
  }

  private static boolean add(
      Transaction transaction, Username username, Network network, Instant now) {
    transaction.removeExpired(
        "known_addresses", "rowid", "seen_at", now.minus(KEPT).getEpochSecond());
    int added =
        transaction.update(
            """
            INSERT OR REPLACE INTO known_addresses (sub, network, seen_at)
            SELECT sub, ?, ? FROM users WHERE folded_username = ?
            """,
            network.toString(),
            now.getEpochSecond(),
            username.folded());
    transaction.update(
        """
        DELETE FROM known_addresses WHERE rowid IN
          (SELECT known_addresses.rowid FROM known_addresses JOIN users USING (sub)
           WHERE folded_username = ?
           ORDER BY seen_at DESC, known_addresses.rowid DESC LIMIT -1 OFFSET ?)
        """,
        username.folded(),
        NETWORKS_PER_USER);
    return added == 1;
  }

  @Override
  public boolean contains(Username username, Network network) {
    Instant after = accounts.clock().instant().minus(KEPT);
    return accounts.calls().run("find_address", () -> contains(username, network, after));
  }

  private boolean contains(Username username, Network network, Instant after) {
    return accounts
        .database()
        .read(
            transaction ->
                transaction.exists(
                    """
                    SELECT 1 FROM known_addresses JOIN users USING (sub)
                    WHERE folded_username = ? AND network = ? AND seen_at > ?
                    """,
                    username.folded(),
                    network.toString(),
                    after.getEpochSecond()));
  }
}
