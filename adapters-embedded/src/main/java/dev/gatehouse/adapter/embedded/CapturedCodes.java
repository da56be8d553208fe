package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.ConfirmationCode;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes the place of mail: there the codes are read that would have been sent. */
interface CapturedCodes {
  /**
   * Adds a code, after all others.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if it can't be kept
   */
  void add(CapturedCode sent);

  /**
   * Drops the codes that have expired.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if that fails
   */
  void removeExpired(Instant now);

  /**
   * The newest of the codes that are wanted, or null where there is none that is still good.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if it can't be read
   */
  @Nullable ConfirmationCode findNewest(Predicate<CapturedCode> wanted, Instant now);
}
