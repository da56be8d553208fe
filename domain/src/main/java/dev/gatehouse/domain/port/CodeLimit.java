package dev.gatehouse.domain.port;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/**
 * Limits the codes that are sent to one address, so that nobody floods the mailbox of a stranger by
 * registering many names.
 *
 * <p>A provider asks before it sends a code to an address that its user has not verified, if it
 * knows the address. Codes to verified addresses do not count. Otherwise strangers could use up the
 * codes that a user needs to reset the password. Implementations are thread-safe.
 */
@FunctionalInterface
public interface CodeLimit {
  /** Allows all codes. */
  CodeLimit NONE = _ -> null;

  /**
   * Counts a code.
   *
   * @return null if the code may be sent
   */
  @Nullable TooManyAttempts acquire(EmailAddress destination);
}
