package dev.gatehouse.domain.limit;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import org.jspecify.annotations.Nullable;

/**
 * What attempts are counted in together: a limit, for one user name, one network or both.
 *
 * <p>Whether a user with the name exists makes no difference.
 *
 * @param limit how many attempts there are
 * @param username the name that the attempts are about; null where the name does not matter
 * @param network where the attempts come from ({@link ClientAddress#network()}); null where the
 *     network does not matter
 */
public record Budget(Limit limit, @Nullable Username username, @Nullable ClientAddress network) {}
