package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerificationOutcome.Refused;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What the contracts of a provider's roles have in common.
 *
 * <p>Each test makes users of its own with fresh names, so that a suite can run against a provider
 * that others use at the same time and that keeps what earlier runs left.
 */
public abstract class ProviderContract {
  /** The provider under test. */
  protected abstract IdentityProvider provider();

  /** A verifier that trusts the provider's key set. */
  protected abstract TokenVerifier verifier();

  /** The promises that the provider under test is known not to keep, each with the reason. */
  protected Map<Promise, String> gaps() {
    return Map.of();
  }

  /**
   * The newest code that the provider sent to an address, by whatever way mail goes in the test.
   *
   * @return null where none was sent
   */
  protected abstract @Nullable ConfirmationCode newestCode(EmailAddress address);

  /** A user that nobody has registered yet. */
  protected final NewUser newUser() {
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

  /** Registers the user, which must succeed. */
  protected final NewUser registered(NewUser user) {
    assertThat(provider().register(user)).isInstanceOf(Registered.class);
    return user;
  }

  final LoginOutcome logIn(NewUser user) {
    return provider().logIn(user.username(), user.password().asPassword());
  }

  final Tokens tokensOf(NewUser user) {
    return switch (logIn(user)) {
      case LoggedIn(var tokens) -> tokens;
      case LoginOutcome other -> throw new AssertionError("not logged in: " + other);
    };
  }

  final Identity identityOf(NewUser user) {
    return identity(new BearerToken(tokensOf(user).idToken().reveal()), TokenUse.ID);
  }

  final Identity identity(BearerToken token, TokenUse use) {
    return claims(token, use).identity();
  }

  /** Runs the assertions, or, where the promise is a declared gap, asserts that they still fail. */
  final void keeps(Promise promise, Runnable assertions) {
    String reason = gaps().get(promise);
    if (reason == null) {
      assertions.run();
    } else {
      assertThat(catchThrowable(assertions::run))
          .as("The gap %s (%s) has closed: remove its declaration.", promise, reason)
          .isInstanceOfAny(AssertionError.class, IdentityProviderUnavailableException.class);
    }
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

  /** What the token of a user claims. */
  final VerifiedClaims claims(BearerToken token, TokenUse use) {
    return switch (verifier().verify(token, Set.of(use))) {
      case Verified(var verified) -> verified;
      case Refused(var reason) -> throw new AssertionError("refused: " + reason);
    };
  }

  /** What opens a user's account to changes, of a login of its own. */
  final AccountAccess access(Tokens tokens) {
    return access(tokens.accessToken());
  }

  /** What opens a user's account to changes, by an access token. */
  final AccountAccess access(AccessToken token) {
    return new AccountAccess(token, claims(new BearerToken(token.reveal()), TokenUse.ACCESS));
  }

  /** The same user with another password, as they log in from now on. */
  static NewUser after(NewUser user, NewPassword password) {
    return new NewUser(user.username(), password, user.email());
  }

  /** Whether the refresh token buys tokens. */
  final boolean refreshes(Tokens tokens) {
    return provider().refresh(tokens.refreshToken()) instanceof Refreshed;
  }

  /** The code that comes when another is asked for; two alike in a row are but a coincidence. */
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

  /** A code that differs from another in its last character. */
  static ConfirmationCode wrong(ConfirmationCode code) {
    String text = code.reveal();
    char last = text.charAt(text.length() - 1) == '0' ? '1' : '0';
    return new ConfirmationCode(text.substring(0, text.length() - 1) + last);
  }

  /** The code that must have been sent. */
  final ConfirmationCode codeSentTo(NewUser user) {
    return codeSentTo(user.email());
  }

  /** The code that must have been sent. */
  final ConfirmationCode codeSentTo(EmailAddress address) {
    ConfirmationCode code = newestCode(address);
    if (code == null) {
      throw new AssertionError("no code was sent");
    }
    return code;
  }
}
