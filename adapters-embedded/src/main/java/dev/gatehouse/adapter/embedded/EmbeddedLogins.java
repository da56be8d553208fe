package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.LoginSteps.Next;
import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Match;
import dev.gatehouse.adapter.embedded.password.PasswordCheck;
import dev.gatehouse.adapter.embedded.password.PasswordCheck.Result.Disabled;
import dev.gatehouse.adapter.embedded.password.PasswordCheck.Result.NotConfirmed;
import dev.gatehouse.adapter.embedded.password.PasswordCheck.Result.Right;
import dev.gatehouse.adapter.embedded.password.PasswordCheck.Result.Wrong;
import dev.gatehouse.adapter.embedded.session.ChallengeStore;
import dev.gatehouse.adapter.embedded.session.ChallengeStore.StoredChallenge;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.adapter.embedded.totp.TotpApps;
import dev.gatehouse.adapter.embedded.totp.TotpApps.StoredApp;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs users in, with credentials and answers to challenges. */
final class EmbeddedLogins implements Logins {
  private final Accounts accounts;
  private final PasswordCheck passwords;
  private final LoginSteps steps;

  EmbeddedLogins(Accounts accounts) {
    this.accounts = accounts;
    this.passwords =
        new PasswordCheck(
            accounts.database(), accounts.users(), accounts.registrations(), accounts.hasher());
    this.steps = new LoginSteps(accounts);
  }

  @Override
  public ProviderLoginOutcome logIn(Caller caller, Credentials credentials) {
    return switch (credentials) {
      case UsernamePassword(var username, var password) ->
          accounts.calls().runHashing("log_in", () -> logIn(caller, username, password));
    };
  }

  private ProviderLoginOutcome logIn(Caller caller, Username username, Password password) {
    Instant now = accounts.clock().instant();
    return switch (passwords.check(username, password, now)) {
      case Wrong() -> new InvalidCredentials();
      case NotConfirmed() -> new UserNotConfirmed();
      case Disabled() -> new UserDisabled();
      case Right(var user, var match) -> {
        PasswordHash hash =
            match == Match.OUTDATED
                ? accounts.hasher().hash(password.forms().getFirst())
                : user.passwordHash();
        ProviderLoginOutcome outcome = proceed(caller, user, hash, now);
        // The user has changed in the meantime, so this may be the new password: try again.
        yield outcome instanceof InvalidCredentials ? logIn(caller, username, password) : outcome;
      }
    };
  }

  /**
   * Begins a session or a challenge, unless the user has changed since the password check.
   *
   * @param renewed the hash to store from now on
   * @return {@code InvalidCredentials} if the user was deleted or changed
   */
  private ProviderLoginOutcome proceed(
      Caller caller, StoredUser user, PasswordHash renewed, Instant now) {
    Next next = steps.prepare(caller, user, now);
    return accounts
        .database()
        .write(
            transaction -> {
              StoredUser current = accounts.users().findBySubject(transaction, user.subject());
              if (current == null || !isStill(current, user)) {
                return new InvalidCredentials();
              }
              if (!current.enabled()) {
                return new UserDisabled();
              }
              accounts.users().rehash(transaction, user.subject(), renewed);
              return steps.begin(transaction, user, renewed, next, now);
            });
  }

  /** Returns whether the user's credentials are unchanged. */
  private static boolean isStill(StoredUser current, StoredUser before) {
    return current.passwordHash().phc().equals(before.passwordHash().phc())
        && current.totp() == before.totp()
        && (current.temporaryUntil() == null) == (before.temporaryUntil() == null);
  }

  @Override
  public ProviderChallengeOutcome answer(
      Caller caller, PendingLogin login, ChallengeAnswer answer) {
    Supplier<ProviderChallengeOutcome> work = () -> answerFrom(caller, login, answer);
    return answer instanceof PasswordAnswer
        ? accounts.calls().runHashing("answer", work)
        : accounts.calls().run("answer", work);
  }

  private ProviderChallengeOutcome answerFrom(
      Caller caller, PendingLogin login, ChallengeAnswer answer) {
    Instant now = accounts.clock().instant();
    // The try is counted before the answer is checked, so that simultaneous answers count as
    // several.
    StoredChallenge challenge =
        accounts
            .database()
            .<@Nullable StoredChallenge>write(
                transaction -> ChallengeStore.takeTry(transaction, login, now));
    if (challenge == null) {
      return new InvalidAnswer();
    }
    StoredUser user =
        accounts
            .database()
            .<@Nullable StoredUser>read(
                transaction -> accounts.users().findBySubject(transaction, challenge.subject()));
    if (user == null || !waits(user, challenge)) {
      return new InvalidAnswer();
    }
    return switch (answer) {
      case PasswordAnswer(var password) -> choose(caller, user, challenge, password, now);
      case CodeAnswer(var code) -> give(caller, user, challenge, code, now);
      case MfaTypeAnswer(_) ->
          throw new IllegalArgumentException("this provider has no choice of factors");
    };
  }

  /** Returns whether the login may continue. */
  private static boolean waits(StoredUser user, StoredChallenge challenge) {
    return user.enabled() && user.passwordHash().phc().equals(challenge.passwordHash().phc());
  }

  private ProviderChallengeOutcome give(
      Caller caller,
      StoredUser user,
      StoredChallenge challenge,
      ConfirmationCode code,
      Instant now) {
    StoredApp app =
        accounts
            .database()
            .<@Nullable StoredApp>read(
                transaction -> TotpApps.find(transaction, user.subject(), true));
    Long step = app == null ? null : accounts.apps().findStep(app, code, now);
    if (app == null || step == null) {
      return new InvalidAnswer();
    }
    Next.Session tokens = steps.prepareSession(caller, user, now);
    return accounts
        .database()
        .write(
            transaction ->
                isUsed(transaction, challenge) && TotpApps.consume(transaction, app, step)
                    ? steps.begin(transaction, user, tokens, now)
                    : new InvalidAnswer());
  }

  private ProviderChallengeOutcome choose(
      Caller caller,
      StoredUser user,
      StoredChallenge challenge,
      NewPassword password,
      Instant now) {
    PasswordHasher hasher = accounts.hasher();
    // The operator knows the temporary password, so it must not be chosen again.
    if (hasher.matches(password, user.passwordHash())) {
      return new PasswordRefused();
    }
    PasswordHash hash = hasher.hash(password);
    Next next = steps.prepare(caller, user.withPasswordOfOwn(hash), now);
    return accounts
        .database()
        .write(
            transaction -> {
              if (!isUsed(transaction, challenge)) {
                return new InvalidAnswer();
              }
              accounts.users().setPasswordHash(transaction, user.subject(), hash);
              return steps.begin(transaction, user, hash, next, now);
            });
  }

  /**
   * Consumes the challenge, unless the user has changed or the challenge was answered in the
   * meantime.
   */
  private boolean isUsed(Transaction transaction, StoredChallenge challenge) {
    StoredUser current = accounts.users().findBySubject(transaction, challenge.subject());
    return current != null
        && waits(current, challenge)
        && ChallengeStore.consume(transaction, challenge);
  }
}
