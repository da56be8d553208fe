package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.domain.account.ConfirmationCode;
import java.time.Instant;

/**
 * A code on its way to a user.
 *
 * @param at when it was sent
 * @param to the e-mail address
 * @param kind what it is good for
 * @param username the user's name
 * @param code the code itself
 */
public record CodeMessage(
    Instant at, String to, CodeKind kind, String username, ConfirmationCode code) {
  /** When the code is good no more. */
  Instant expiresAt() {
    return at.plus(kind.lifetime());
  }
}
