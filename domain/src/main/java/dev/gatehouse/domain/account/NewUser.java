package dev.gatehouse.domain.account;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Username;

/**
 * A user who registers.
 *
 * @param username the chosen name, without {@link Username#newViolations}
 * @param password the chosen password
 * @param email the user's e-mail address
 */
public record NewUser(Username username, NewPassword password, EmailAddress email) {
  /**
   * Creates a user.
   *
   * @throws IllegalArgumentException if no new user may have this name
   */
  public NewUser {
    TextRules.throwIfViolated(Username.newViolations(username.value()), "new user name");
  }
}
