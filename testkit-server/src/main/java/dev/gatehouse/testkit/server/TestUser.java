package dev.gatehouse.testkit.server;

import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;

/**
 * A user who has logged in.
 *
 * @param username the user's name
 * @param subject the {@code sub} of the user's tokens
 * @param password the user's password
 * @param tokens real tokens, signed by the server's provider
 */
public record TestUser(Username username, Subject subject, Password password, Tokens tokens) {
  /** What a call shows to be the user's: the ID token. */
  public String bearer() {
    return tokens.idToken().reveal();
  }

  /** What a call shows that changes the user's account: the access token. */
  public String accessBearer() {
    return tokens.accessToken().reveal();
  }
}
