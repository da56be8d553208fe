package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.token.Tokens;

/** Creates users for tests. All have the same password. */
public final class Users {
  static final Caller CALLER = new Caller("request", ClientAddress.of("192.0.2.1"));

  private Users() {}

  public static NewUser named(String name) {
    return new NewUser(
        new Username(name),
        new NewPassword("Correct1horse"),
        new EmailAddress("someone@example.com"));
  }

  static ProviderLoginOutcome logIn(
      IdentityProvider provider, Username username, Password password) {
    return provider.logins().logIn(CALLER, new Credentials.UsernamePassword(username, password));
  }

  public static ProviderLoginOutcome logIn(IdentityProvider provider, NewUser user) {
    return logIn(provider, user.username(), user.password().asPassword());
  }

  public static Tokens tokens(IdentityProvider provider, NewUser user) {
    return switch (logIn(provider, user)) {
      case LoggedIn(_, var tokens) -> tokens;
      case ProviderLoginOutcome other -> throw new AssertionError("not logged in: " + other);
    };
  }
}
