package dev.gatehouse.domain.limit;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import org.jspecify.annotations.Nullable;

/**
 * A counter of attempts: a limit for one user name, one network or both, or for one mailbox.
 *
 * <p>It does not matter whether a user with the name exists.
 *
 * @param limit the limit
 * @param username the user name; null if the budget is not per user
 * @param network the network of the client ({@link ClientAddress#networks()}); null if the budget
 *     is not per network
 * @param mailbox the mailbox ({@link EmailAddress#mailbox()}); null if the budget is not for one
 */
public record Budget(
    Limit limit, @Nullable Username username, @Nullable Network network, @Nullable String mailbox) {
  /** Creates a budget that does not belong to a mailbox. */
  public Budget(Limit limit, @Nullable Username username, @Nullable Network network) {
    this(limit, username, network, null);
  }

  /** Returns the budget for codes to a mailbox. */
  public static Budget of(EmailAddress destination) {
    return new Budget(Limit.CODES_PER_MAILBOX, null, null, destination.mailbox());
  }
}
