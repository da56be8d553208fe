package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.Username;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class FakeProviderExampleTest {
  private final EmbeddedIdentityProvider users =
      EmbeddedIdentityProvider.inMemory(InstantSource.system());

  @Test
  void registered_user_logs_in() {
    NewPassword password = new NewPassword("Correct1horse");
    Username alice = new Username("alice");
    users.register(new NewUser(alice, password, new EmailAddress("alice@example.com")));

    assertThat(users.logIn(alice, password.asPassword())).isInstanceOf(LoggedIn.class);
    assertThat(users.logIn(alice, new Password("guess"))).isEqualTo(new InvalidCredentials());
  }
}
