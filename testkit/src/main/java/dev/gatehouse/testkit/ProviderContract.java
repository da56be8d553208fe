package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.EndedSessions.Listed;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The common base of the contracts for a provider's roles.
 *
 * <p>Each test creates its own users with fresh names. So a suite can run against a provider that
 * others use at the same time, or that still holds users of earlier runs.
 */
@ExtendWith(DeclaredGaps.class)
abstract class ProviderContract {
  static final Caller CALLER = new Caller("contract", ClientAddress.of("192.0.2.1"));

  private final Supplier<ProviderFixture> fixtures;

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private ProviderFixture fixture;

  ProviderContract(Supplier<ProviderFixture> fixtures) {
    this.fixtures = fixtures;
  }

  @BeforeEach
  final void openFixture() {
    fixture = fixtures.get();
  }

  @AfterEach
  final void closeFixture() {
    fixture.close();
  }

  final ProviderFixture fixture() {
    return fixture;
  }

  final Registrations registrations() {
    return fixture.provider().registrations();
  }

  final Sessions sessions() {
    return fixture.provider().sessions();
  }

  final Passwords passwords() {
    return fixture.provider().passwords();
  }

  final Profiles profiles() {
    return fixture.provider().profiles();
  }

  /** Returns a user who is not registered yet. */
  final NewUser newUser() {
    return newUser("user-" + UUID.randomUUID());
  }

  static NewUser newUser(String name) {
    return user(name, "Correct1horse");
  }

  static NewUser user(String name, String password) {
    return new NewUser(
        new Username(name),
        new NewPassword(password),
        new EmailAddress(UUID.randomUUID() + "@example.com"));
  }

  static NewUser with(NewUser user, NewPassword password) {
    return new NewUser(user.username(), password, new EmailAddress("someone.else@example.com"));
  }

  /** Registers the user and requires success. */
  final NewUser registered(NewUser user) {
    assertThat(registrations().register(CALLER, user)).isInstanceOf(Registered.class);
    return user;
  }

  final ProviderLoginOutcome logIn(NewUser user) {
    return logIn(user.username(), user.password().asPassword());
  }

  final ProviderLoginOutcome logIn(Username username, Password password) {
    return fixture.provider().logins().logIn(CALLER, new UsernamePassword(username, password));
  }

  /** Logs the user in and requires success. */
  final LoggedIn loggedIn(NewUser user) {
    return switch (logIn(user)) {
      case LoggedIn login -> login;
      case ProviderLoginOutcome other -> throw new AssertionError("not logged in: " + other);
    };
  }

  final Tokens tokensOf(NewUser user) {
    return loggedIn(user).tokens();
  }

  final Identity identityOf(NewUser user) {
    return identity(new BearerToken(tokensOf(user).idToken().reveal()), TokenUse.ID);
  }

  final Identity identity(BearerToken token, TokenUse use) {
    return claims(token, use).identity();
  }

  static <T> List<T> simultaneously(List<Callable<T>> calls) {
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
      return answers.stream().map(ProviderContract::answerOf).toList();
    }
  }

  private static <T> T answerOf(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError("a call failed", e);
    }
  }

  /** Verifies a token and returns its claims. */
  final VerifiedClaims claims(BearerToken token, TokenUse use) {
    return switch (fixture.verifier().verify(token, Set.of(use))) {
      case Verified(var verified) -> verified;
      case Refused(var reason) -> throw new AssertionError("refused: " + reason);
    };
  }

  /** Returns the access to a user's account that the tokens of a login give. */
  final AccountAccess access(Tokens tokens) {
    return access(tokens.accessToken());
  }

  /** Returns the access to a user's account that an access token gives. */
  final AccountAccess access(AccessToken token) {
    return new AccountAccess(token, claims(new BearerToken(token.reveal()), TokenUse.ACCESS));
  }

  /** Returns the user with another password, for logins after the password has changed. */
  static NewUser after(NewUser user, NewPassword password) {
    return new NewUser(user.username(), password, user.email());
  }

  /**
   * Checks that exactly the sessions of the given tokens are listed. If the provider reports that
   * all sessions have ended, there is no list to check.
   */
  final void assertTells(EndedSessions ended, Tokens... tokens) {
    if (ended instanceof Listed(var sessions)) {
      assertThat(sessions)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(tokens).map(each -> access(each).claims().session()).toList());
    }
  }

  /** Returns whether the refresh token still works. */
  final boolean refreshes(Tokens tokens) {
    return sessions().refresh(tokens.refreshToken()) instanceof Refreshed;
  }

  /**
   * Requests another code and returns it. Two equal codes in a row can happen by chance, so there
   * are up to three requests.
   */
  final ConfirmationCode nextCode(EmailAddress address, Runnable asking) {
    ConfirmationCode former = codeSentTo(address);
    for (int i = 0; i < 3; i++) {
      asking.run();
      ConfirmationCode newest = codeSentTo(address);
      if (!newest.equals(former)) {
        return newest;
      }
    }
    throw new AssertionError("no other code was sent");
  }

  /** Returns a wrong code: the last character differs from the given code. */
  static ConfirmationCode wrong(ConfirmationCode code) {
    String text = code.reveal();
    char last = text.charAt(text.length() - 1) == '0' ? '1' : '0';
    return new ConfirmationCode(text.substring(0, text.length() - 1) + last);
  }

  /** Returns the newest code sent; fails if none was sent. */
  final ConfirmationCode codeSentTo(NewUser user) {
    return codeSentTo(user.email());
  }

  /** Returns the newest code sent; fails if none was sent. */
  final ConfirmationCode codeSentTo(EmailAddress address) {
    return Objects.requireNonNull(fixture.newestCode(address), "no code was sent");
  }
}
