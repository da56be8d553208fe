package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.domain.account.ConfirmationCode;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes the place of mail: there the codes are read that would have been sent. */
public interface CapturedCodes {
  /**
   * Adds a code, after all others.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if it can't be kept
   */
  void add(CodeMessage sent);

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
  @Nullable ConfirmationCode findNewest(Predicate<CodeMessage> wanted, Instant now);
}
