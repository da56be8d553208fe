package dev.gatehouse.domain.limit;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import org.jspecify.annotations.Nullable;

/**
 * A counter of attempts: a limit for one user name, one network or both.
 *
 * <p>It does not matter whether a user with the name exists.
 *
 * @param limit the limit
 * @param username the user name; null if the budget is not per user
 * @param network the network of the client ({@link ClientAddress#networks()}); null if the budget
 *     is not per network
 */
public record Budget(Limit limit, @Nullable Username username, @Nullable Network network) {}
