package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;

/** Users of the tests; all have the same password. */
final class Users {
  private Users() {}

  static NewUser named(String name) {
    return new NewUser(
        new Username(name),
        new NewPassword("Correct1horse"),
        new EmailAddress("someone@example.com"));
  }

  static LoginOutcome logIn(IdentityProvider provider, NewUser user) {
    return provider.logIn(user.username(), user.password().asPassword());
  }

  static Tokens tokens(IdentityProvider provider, NewUser user) {
    return switch (logIn(provider, user)) {
      case LoggedIn(var tokens) -> tokens;
      case LoginOutcome other -> throw new AssertionError("not logged in: " + other);
    };
  }
}
