package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.Tokens;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that every {@code Logins} must pass for logins with a password. */
abstract class LoginsContract extends ProviderContract {
  LoginsContract(Supplier<ProviderFixture> fixtures) {
    super(fixtures);
  }

  @Test
  void tokens_are_valid_and_identify_the_user() {
    NewUser user = registered(newUser());
    LoggedIn login = loggedIn(user);
    Tokens tokens = login.tokens();

    Identity byId = identity(new BearerToken(tokens.idToken().reveal()), TokenUse.ID);
    Identity byAccess = identity(new BearerToken(tokens.accessToken().reveal()), TokenUse.ACCESS);

    assertThat(byId.username()).isEqualTo(user.username());
    assertThat(byId.email()).isEqualTo(new Identity.Email(user.email(), false));
    assertThat(byId.groups()).isEmpty();
    assertThat(login.subject()).isEqualTo(byId.subject());
    assertThat(byAccess.subject()).isEqualTo(byId.subject());
    assertThat(byAccess.username()).isEqualTo(user.username());
    assertThat(byAccess.email()).isNull();
  }

  @Test
  void subject_is_stable_and_differs_between_users() {
    NewUser one = registered(newUser());
    NewUser other = registered(newUser());

    assertThat(identityOf(one).subject())
        .isEqualTo(identityOf(one).subject())
        .isNotEqualTo(identityOf(other).subject());
  }

  @Test
  void each_login_returns_new_tokens() {
    NewUser user = registered(newUser());
    Tokens first = tokensOf(user);
    Tokens second = tokensOf(user);

    assertThat(second.idToken()).isNotEqualTo(first.idToken());
    assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
  }

  @Test
  void unknown_user_and_wrong_password_give_the_same_result() {
    NewUser user = registered(newUser());
    NewUser unknown = newUser();

    ProviderLoginOutcome wrongPassword = logIn(user.username(), new Password("Wrong1password"));
    ProviderLoginOutcome unknownUser = logIn(unknown);

    assertThat(wrongPassword).isEqualTo(new InvalidCredentials());
    assertThat(unknownUser).isEqualTo(wrongPassword);
  }

  @Test
  void password_that_differs_slightly_is_refused() {
    String password = "Aa1é" + "x".repeat(249) + "end";
    NewUser user = registered(user(newUser().username().value(), password));

    for (String near :
        List.of(
            "aA1" + password.substring(3),
            password.replace('é', 'è'),
            password.substring(0, 255),
            password.substring(0, 255) + "D",
            password.substring(0, 72),
            password.substring(1))) {
      assertThat(logIn(user.username(), new Password(near))).isEqualTo(new InvalidCredentials());
    }
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }
}
