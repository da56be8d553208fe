package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.EmailAddress;
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
import dev.gatehouse.domain.VerificationOutcome.Refused;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@code IdentityProvider} promises, as tests.
 *
 * <p>Each test makes users of its own with fresh names, so that the suite can run against a
 * provider that others use at the same time and that keeps what earlier runs left.
 */
public abstract class IdentityProviderContract {
  /** The provider under test. */
  protected abstract IdentityProvider provider();

  /** A verifier that trusts the provider's key set. */
  protected abstract TokenVerifier verifier();

  /** The promises that the provider under test is known not to keep, each with the reason. */
  protected Map<Promise, String> gaps() {
    return Map.of();
  }

  @Test
  void registered_user_logs_in_with_the_password() {
    NewUser user = newUser();

    assertThat(provider().register(user)).isEqualTo(new Registered());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
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
              .containsOnly(new Registered(), new UsernameTaken())
              .containsOnlyOnce(new Registered());
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

  /** A user that nobody has registered yet. */
  protected final NewUser newUser() {
    return newUser("user-" + UUID.randomUUID());
  }

  private static NewUser newUser(String name) {
    return user(name, "Correct1horse");
  }

  private static NewUser user(String name, String password) {
    return new NewUser(
        new Username(name),
        new NewPassword(password),
        new EmailAddress(UUID.randomUUID() + "@example.com"));
  }

  private static NewUser with(NewUser user, NewPassword password) {
    return new NewUser(user.username(), password, new EmailAddress("someone.else@example.com"));
  }

  /** Registers the user, which must succeed. */
  protected final NewUser registered(NewUser user) {
    assertThat(provider().register(user)).isEqualTo(new Registered());
    return user;
  }

  private LoginOutcome logIn(NewUser user) {
    return provider().logIn(user.username(), user.password().asPassword());
  }

  private Tokens tokensOf(NewUser user) {
    return switch (logIn(user)) {
      case LoggedIn(var tokens) -> tokens;
      case LoginOutcome other -> throw new AssertionError("not logged in: " + other);
    };
  }

  private Identity identityOf(NewUser user) {
    return identity(new BearerToken(tokensOf(user).idToken().reveal()), TokenUse.ID);
  }

  private Identity identity(BearerToken token, TokenUse use) {
    return switch (verifier().verify(token, Set.of(use))) {
      case Verified(var verified) -> verified.identity();
      case Refused(var reason) -> throw new AssertionError("refused: " + reason);
    };
  }

  /** Runs the assertions, or, where the promise is a declared gap, asserts that they still fail. */
  private void keeps(Promise promise, Runnable assertions) {
    String reason = gaps().get(promise);
    if (reason == null) {
      assertions.run();
    } else {
      assertThatExceptionOfType(AssertionError.class)
          .as("The gap %s (%s) has closed: remove its declaration.", promise, reason)
          .isThrownBy(assertions::run);
    }
  }

  private static <T> List<T> simultaneously(List<Callable<T>> calls) {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers = new ArrayList<>();
      for (Callable<T> call : calls) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      start.countDown();
      return answers.stream().map(IdentityProviderContract::answerOf).toList();
    }
  }

  private static <T> T answerOf(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError("a call failed", e);
    }
  }
}
