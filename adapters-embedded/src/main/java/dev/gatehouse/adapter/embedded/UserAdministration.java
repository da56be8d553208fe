package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.account.UserStore;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.session.SessionStore;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.adapter.embedded.totp.TotpApps;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does to the users in a folder, whether or not a server has it open: that one
 * follows within 2 s.
 */
public final class UserAdministration implements AutoCloseable {
  /** As long as a user pool gives a temporary password by default. */
  private static final Duration TEMPORARY_PASSWORD_LIFETIME = Duration.ofDays(7);

  private final SqliteDatabase database;
  private final UserStore users;
  private final SessionStore sessions;
  private final PasswordHasher hasher;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Runnable closing;

  /** A change of one user. */
  @FunctionalInterface
  private interface Change {
    void apply(Transaction transaction, StoredUser user);
  }

  private UserAdministration(
      SqliteDatabase database,
      UserStore users,
      SessionStore sessions,
      PasswordHasher hasher,
      SecureRandom random,
      InstantSource clock,
      Runnable closing) {
    this.database = database;
    this.users = users;
    this.sessions = sessions;
    this.hasher = hasher;
    this.random = random;
    this.clock = clock;
    this.closing = closing;
  }

  /** Over the users of a provider that is open; closing this leaves it so. */
  public static UserAdministration of(EmbeddedIdentityProvider provider) {
    Accounts accounts = provider.accounts();
    return new UserAdministration(
        accounts.database(),
        accounts.users(),
        accounts.sessions().forAnotherWriter(),
        accounts.hasher(),
        new SecureRandom(),
        accounts.clock(),
        () -> {});
  }

  /**
   * Opens the folder, which is created when absent.
   *
   * @param clock tells the current time
   * @throws IllegalStateException if the folder can't be used; the message names what is in the way
   */
  public static UserAdministration open(EmbeddedSettings settings, InstantSource clock) {
    return EmbeddedIdentityProvider.inFolder(
        settings,
        directory -> {
          SecureRandom random = new SecureRandom();
          SqliteDatabase database = EmbeddedIdentityProvider.database(directory);
          return new UserAdministration(
              database,
              new UserStore(UUID::randomUUID),
              new SessionStore(settings.refreshTokenLifetime(), settings.tokenLifetime(), random),
              new PasswordHasher(Cost.OWASP, random),
              random,
              clock,
              database::close);
        });
  }

  /** All users, in the order of their names without case. */
  public List<RegisteredUser> findAll() {
    return database.read(users::findAll).stream().map(RegisteredUser::of).toList();
  }

  /**
   * Lets the user log in no more, and ends all their sessions.
   *
   * @return who that is; null where there is no such user
   */
  public @Nullable Subject disable(Username username) {
    return change(
        username,
        (transaction, user) -> {
          users.setEnabled(transaction, user.subject(), false);
          sessions.endAll(transaction, user.subject(), clock.instant());
        });
  }

  /**
   * Lets the user log in again.
   *
   * @return who that is; null where there is no such user
   */
  public @Nullable Subject enable(Username username) {
    return change(
        username, (transaction, user) -> users.setEnabled(transaction, user.subject(), true));
  }

  /**
   * Makes the user a member; tokens say so from their next issue on.
   *
   * @return who that is; null where there is no such user
   */
  public @Nullable Subject addToGroup(Username username, Group group) {
    return change(
        username, (transaction, user) -> users.addToGroup(transaction, user.subject(), group));
  }

  /**
   * Ends a membership, if there is one; tokens say so from their next issue on.
   *
   * @return who that is; null where there is no such user
   */
  public @Nullable Subject removeFromGroup(Username username, Group group) {
    return change(
        username, (transaction, user) -> users.removeFromGroup(transaction, user.subject(), group));
  }

  /**
   * Sets a random password that lets the user in once, to choose another, for 7 days; and ends all
   * their sessions.
   *
   * @return the password, and whose it is; null where there is no such user
   */
  public @Nullable TemporaryAccess resetPassword(Username username) {
    Password password = temporaryPassword();
    PasswordHash hash = hasher.hash(password);
    Instant now = clock.instant();
    Instant until = now.plus(TEMPORARY_PASSWORD_LIFETIME);
    Subject subject =
        change(
            username,
            (transaction, user) -> {
              users.setTemporaryPassword(transaction, user.subject(), hash, until);
              sessions.endAll(transaction, user.subject(), now);
            });
    return subject == null ? null : new TemporaryAccess(subject, password, until);
  }

  /**
   * Gives the user's authenticator app up: logins ask for no code.
   *
   * @return who that is; null where there is no such user
   */
  public @Nullable Subject removeTotp(Username username) {
    return change(username, (transaction, user) -> TotpApps.remove(transaction, user.subject()));
  }

  /** One of each kind that the rules for new passwords ask for, and 120 random bits. */
  private Password temporaryPassword() {
    byte[] bytes = new byte[15];
    random.nextBytes(bytes);
    return new Password("Aa1-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private @Nullable Subject change(Username username, Change change) {
    return database.<@Nullable Subject>write(
        transaction -> {
          StoredUser user = users.findByUsername(transaction, username);
          if (user == null) {
            return null;
          }
          change.apply(transaction, user);
          return new Subject(user.subject());
        });
  }

  @Override
  public void close() {
    closing.run();
  }
}
