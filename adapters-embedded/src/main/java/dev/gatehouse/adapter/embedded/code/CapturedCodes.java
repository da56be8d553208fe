package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.domain.account.ConfirmationCode;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stores one-time codes instead of sending them by e-mail. */
public interface CapturedCodes {
  /**
   * Adds a code.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the code cannot be stored
   */
  void add(CodeMessage sent);

  /**
   * Takes as long as {@link #add}, but adds no code.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if nothing can be stored
   */
  void addNothing();

  /**
   * Removes expired codes.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if that fails
   */
  void removeExpired(Instant now);

  /**
   * Returns the newest valid code that matches, or null.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the codes cannot be read
   */
  @Nullable ConfirmationCode findNewest(Predicate<CodeMessage> wanted, Instant now);
}
