package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.Password;
import java.time.Instant;

/**
 * What an operator hands to a user who is to choose another password.
 *
 * @param subject the user
 * @param password lets the user in to do that, and to nothing else
 * @param until when it ends
 */
public record TemporaryAccess(Subject subject, Password password, Instant until) {
  /** The password's text, for the operator who hands it over. */
  public String revealed() {
    return password.reveal();
  }
}
