package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.Password;
import java.time.Instant;

/**
 * A temporary password, which an operator gives to a user who must choose a new one.
 *
 * @param subject the user
 * @param password allows the user to choose a new password, and nothing else
 * @param until when the password expires
 */
public record TemporaryAccess(Subject subject, Password password, Instant until) {
  /** Returns the text of the password. */
  public String revealed() {
    return password.reveal();
  }
}
