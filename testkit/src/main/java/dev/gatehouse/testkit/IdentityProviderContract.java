package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@code IdentityProvider} promises of registration and login, as tests; its other roles
 * have contracts of their own.
 */
public abstract class IdentityProviderContract extends ProviderContract {
  @Test
  void registered_user_logs_in_with_the_password() {
    NewUser user = newUser();

    RegistrationOutcome outcome = provider().register(user);

    assertThat(outcome).isInstanceOf(Registered.class);
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(outcome).isIn(new Registered(null), new Registered(identityOf(user).subject()));
    assertThat(tokensOf(user).expiresIn()).isPositive();
  }

  @Test
  void taken_name_is_refused_and_its_owner_untouched() {
    NewUser owner = registered(newUser());
    Identity before = identityOf(owner);
    NewUser intruder = with(owner, new NewPassword("Another1password"));

    assertThat(provider().register(intruder)).isEqualTo(new UsernameTaken());

    assertThat(logIn(intruder)).isEqualTo(new InvalidCredentials());
    assertThat(identityOf(owner)).isEqualTo(before);
  }

  @Test
  void names_that_differ_in_case_alone_are_one_name() {
    NewUser owner = registered(newUser("élodie-" + UUID.randomUUID()));
    Username shouted = new Username(owner.username().value().toUpperCase(Locale.ROOT));

    keeps(
        Promise.NAMES_WITHOUT_CASE,
        () -> {
          assertThat(provider().register(new NewUser(shouted, owner.password(), owner.email())))
              .isEqualTo(new UsernameTaken());
          assertThat(provider().logIn(shouted, owner.password().asPassword()))
              .isInstanceOf(LoggedIn.class);
        });
  }

  @Test
  void one_of_many_simultaneous_registrations_of_a_name_succeeds() {
    Username name = newUser().username();
    List<NewUser> rivals =
        IntStream.range(0, 8).mapToObj(i -> user(name.value(), "Rival" + i + "password")).toList();

    keeps(
        Promise.SIMULTANEOUS_REGISTRATION,
        () -> {
          List<RegistrationOutcome> outcomes =
              simultaneously(
                  rivals.stream()
                      .<Callable<RegistrationOutcome>>map(rival -> () -> provider().register(rival))
                      .toList());

          assertThat(outcomes)
              .filteredOn(outcome -> !outcome.equals(new UsernameTaken()))
              .singleElement()
              .isInstanceOf(Registered.class);
          for (int i = 0; i < rivals.size(); i++) {
            assertThat(logIn(rivals.get(i)) instanceof LoggedIn)
                .isEqualTo(outcomes.get(i) instanceof Registered);
          }
        });
  }

  @Test
  void name_is_kept_as_first_written() {
    NewUser user = registered(newUser("MiXeD-" + UUID.randomUUID()));

    assertThat(identityOf(user).username().value()).isEqualTo(user.username().value());
  }

  @Test
  void names_and_passwords_of_any_script_work() {
    for (String name : List.of("名前-", "имя-", "اسم-", "smile😀-", "a'\"\\;--$(x)-")) {
      NewUser user = registered(user(name + UUID.randomUUID(), "Pässwörд1😀'\"\\"));

      assertThat(identityOf(user).username().value()).isEqualTo(user.username().value());
    }
  }

  @Test
  void tokens_verify_and_say_who_the_user_is() {
    NewUser user = registered(newUser());
    Tokens tokens = tokensOf(user);

    Identity byId = identity(new BearerToken(tokens.idToken().reveal()), TokenUse.ID);
    Identity byAccess = identity(new BearerToken(tokens.accessToken().reveal()), TokenUse.ACCESS);

    assertThat(byId.username()).isEqualTo(user.username());
    assertThat(byId.email()).isEqualTo(new Identity.Email(user.email(), false));
    assertThat(byId.groups()).isEmpty();
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
  void each_login_gets_tokens_of_its_own() {
    NewUser user = registered(newUser());
    Tokens first = tokensOf(user);
    Tokens second = tokensOf(user);

    keeps(
        Promise.DISTINCT_TOKENS,
        () -> {
          assertThat(second.idToken()).isNotEqualTo(first.idToken());
          assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
          assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        });
  }

  @Test
  void unknown_user_and_wrong_password_look_the_same() {
    NewUser user = registered(newUser());
    NewUser unknown = newUser();

    LoginOutcome wrongPassword = provider().logIn(user.username(), new Password("Wrong1password"));
    LoginOutcome unknownUser = logIn(unknown);

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
      assertThat(provider().logIn(user.username(), new Password(near)))
          .isEqualTo(new InvalidCredentials());
    }
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }
}
