package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that every {@code Registrations} must pass if registrations are confirmed immediately. */
abstract class RegistrationsContract extends ProviderContract {
  RegistrationsContract(Supplier<ProviderFixture> fixtures) {
    super(fixtures);
  }

  @Test
  void registered_user_logs_in_with_the_password() {
    NewUser user = newUser();

    RegistrationOutcome outcome = registrations().register(CALLER, user);

    assertThat(outcome).isInstanceOf(Registered.class);
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(outcome).isIn(new Registered(null), new Registered(identityOf(user).subject()));
    assertThat(tokensOf(user).expiresIn()).isPositive();
  }

  @Test
  void taken_name_is_refused_and_its_owner_stays_unchanged() {
    NewUser owner = registered(newUser());
    Identity before = identityOf(owner);
    NewUser intruder = with(owner, new NewPassword("Another1password"));

    assertThat(registrations().register(CALLER, intruder)).isEqualTo(new UsernameTaken());

    assertThat(logIn(intruder)).isEqualTo(new InvalidCredentials());
    assertThat(identityOf(owner)).isEqualTo(before);
  }

  @Test
  void names_that_differ_only_in_case_are_equal() {
    NewUser owner = registered(newUser("élodie-" + UUID.randomUUID()));
    Username shouted = new Username(owner.username().value().toUpperCase(Locale.ROOT));

    assertThat(
            registrations().register(CALLER, new NewUser(shouted, owner.password(), owner.email())))
        .isEqualTo(new UsernameTaken());
    assertThat(logIn(shouted, owner.password().asPassword())).isInstanceOf(LoggedIn.class);
  }

  @Test
  void only_one_simultaneous_registration_of_a_name_succeeds() {
    Username name = newUser().username();
    List<NewUser> rivals =
        IntStream.range(0, 8).mapToObj(i -> user(name.value(), "Rival" + i + "password")).toList();

    List<RegistrationOutcome> outcomes =
        simultaneously(
            rivals.stream()
                .<Callable<RegistrationOutcome>>map(
                    rival -> () -> registrations().register(CALLER, rival))
                .toList());

    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.equals(new UsernameTaken()))
        .singleElement()
        .isInstanceOf(Registered.class);
    for (int i = 0; i < rivals.size(); i++) {
      assertThat(logIn(rivals.get(i)) instanceof LoggedIn)
          .isEqualTo(outcomes.get(i) instanceof Registered);
    }
  }

  @Test
  void name_keeps_its_original_case() {
    NewUser user = registered(newUser("MiXeD-" + UUID.randomUUID()));

    assertThat(identityOf(user).username().value()).isEqualTo(user.username().value());
  }

  @Test
  void unicode_names_and_passwords_work() {
    for (String name : List.of("名前-", "имя-", "اسم-", "smile😀-", "a'\"\\;--$(x)-")) {
      // Digits, because a new name does not mix Cyrillic letters with the a to f of a UUID.
      BigInteger number = new BigInteger(128, new SecureRandom());
      NewUser user = registered(user(name + number, "Pässwörд1😀'\"\\"));

      assertThat(identityOf(user).username().value()).isEqualTo(user.username().value());
    }
  }

  @Test
  void password_works_in_every_normalization_form() {
    NewUser user = registered(user(newUser().username().value(), "Cafe\u0301-1-\u212b"));

    for (Form form : Form.values()) {
      Password typed = new Password(Normalizer.normalize("Caf\u00e9-1-\u00c5", form));
      assertThat(logIn(user.username(), typed)).isInstanceOf(LoggedIn.class);
    }
  }
}
