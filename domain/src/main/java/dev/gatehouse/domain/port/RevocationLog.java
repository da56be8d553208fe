package dev.gatehouse.domain.port;

import dev.gatehouse.domain.session.Revocation;
import java.util.List;

/**
 * Tells all nodes of revocations. Each node reads the log and adds the revocations to its {@link
 * RevokedTokens}, so that a guard asks its own memory only.
 *
 * <p>Implementations are thread-safe.
 */
public interface RevocationLog {
  /** The log of a node that is alone: nobody reads it. */
  RevocationLog NONE = _ -> true;

  /**
   * Appends revocations.
   *
   * @return whether they are stored, so that every node refuses the tokens soon, also after a
   *     restart. If not, this node keeps them, and stores them when it can
   */
  boolean append(List<Revocation> revocations);
}
