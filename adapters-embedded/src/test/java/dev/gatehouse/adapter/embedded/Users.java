package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Credentials;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.LoginProgress.LoggedIn;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.ProviderLoginOutcome;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;

/** Users of the tests; all have the same password. */
final class Users {
  static final Caller CALLER = new Caller("request", ClientAddress.of("192.0.2.1"));

  private Users() {}

  static NewUser named(String name) {
    return new NewUser(
        new Username(name),
        new NewPassword("Correct1horse"),
        new EmailAddress("someone@example.com"));
  }

  static ProviderLoginOutcome logIn(
      IdentityProvider provider, Username username, Password password) {
    return provider.logins().logIn(CALLER, new Credentials.UsernamePassword(username, password));
  }

  static ProviderLoginOutcome logIn(IdentityProvider provider, NewUser user) {
    return logIn(provider, user.username(), user.password().asPassword());
  }

  static Tokens tokens(IdentityProvider provider, NewUser user) {
    return switch (logIn(provider, user)) {
      case LoggedIn(_, var tokens) -> tokens;
      case ProviderLoginOutcome other -> throw new AssertionError("not logged in: " + other);
    };
  }
}
