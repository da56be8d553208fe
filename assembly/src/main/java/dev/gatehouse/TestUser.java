package dev.gatehouse;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.adapter.embedded.UserAdministration.GroupAddition.Added;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
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
  private static final String PASSWORD = "Correct1horse";
  private static final EmailAddress EMAIL = new EmailAddress("user@example.com");
  private static final Caller CALLER = new Caller("test", ClientAddress.of("127.0.0.1"));

  /** Logs in a user; registers the user and joins the groups if needed. */
  static TestUser logIn(EmbeddedIdentityProvider provider, String name, String... groups) {
    Username username = new Username(name);
    NewPassword password = new NewPassword(PASSWORD);
    provider.registrations().register(CALLER, new NewUser(username, password, EMAIL));
    ConfirmationCode code = provider.newestCode(username);
    if (code != null) {
      provider.registrations().confirm(CALLER, username, code);
    }
    try (UserAdministration administration = UserAdministration.of(provider)) {
      for (String group : groups) {
        if (!(administration.addToGroup(username, new Group(group)) instanceof Added)) {
          throw new IllegalArgumentException(name + " cannot be in so many groups");
        }
      }
    }
    if (provider.logins().logIn(CALLER, new UsernamePassword(username, password.asPassword()))
        instanceof LoggedIn(var subject, var tokens)) {
      return new TestUser(username, subject, password.asPassword(), tokens);
    }
    throw new IllegalStateException(name + " cannot log in with the password of test users");
  }

  /** Returns the ID token, for the header {@code Authorization: Bearer}. */
  public String bearer() {
    return tokens.idToken().reveal();
  }

  /** Returns the access token, for requests that change the account. */
  public String accessBearer() {
    return tokens.accessToken().reveal();
  }
}
