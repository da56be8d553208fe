package dev.gatehouse;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.token.Tokens;

/**
 * A signed-in user, for tests.
 *
 * @param username the user's name
 * @param subject the {@code sub} of the user's tokens
 * @param password the user's password
 * @param tokens real tokens, signed by the provider in memory
 */
public record TestUser(Username username, Subject subject, Password password, Tokens tokens) {
  /** Returns the ID token, for the header {@code Authorization: Bearer}. */
  public String bearer() {
    return tokens.idToken().reveal();
  }

  /** Returns the access token, for requests that change the account. */
  public String accessBearer() {
    return tokens.accessToken().reveal();
  }
}
