package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import java.time.Instant;

/**
 * A one-time code that is sent to a user.
 *
 * @param at when it was sent
 * @param to the e-mail address
 * @param kind the purpose of the code
 * @param username the user's name
 * @param code the code itself
 */
public record CodeMessage(
    Instant at, String to, CodeKind kind, Username username, ConfirmationCode code) {
  /** Returns when the code expires. */
  Instant expiresAt() {
    return at.plus(kind.lifetime());
  }
}
