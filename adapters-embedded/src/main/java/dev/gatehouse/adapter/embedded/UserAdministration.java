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

/** Administers the users in a folder. A server may have the folder open; it follows within 2 s. */
public final class UserAdministration implements AutoCloseable {
  /** The default of user pools. */
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

  /**
   * Administers the users of an open provider. Closing the administration does not close the
   * provider.
   */
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
   * Opens a folder; creates it if needed.
   *
   * @param clock the source of the current time
   * @throws IllegalStateException if the folder cannot be used; the message names the problem
   */
  public static UserAdministration open(EmbeddedSettings settings, InstantSource clock) {
    return LockedFolder.run(
        settings,
        directory -> {
          SecureRandom random = new SecureRandom();
          SqliteDatabase database = LockedFolder.database(directory);
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

  /**
   * Returns users, sorted by name without regard to case.
   *
   * @param after the name after which they begin; null for the first ones
   * @param limit how many at most
   */
  public List<RegisteredUser> findPage(@Nullable Username after, int limit) {
    String folded = after == null ? "" : after.folded();
    return database.read(transaction -> users.findPage(transaction, folded, limit)).stream()
        .map(RegisteredUser::of)
        .toList();
  }

  /**
   * Disables a user and ends all sessions of the user.
   *
   * @return the user's subject; null if there is no such user
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
   * Enables a user.
   *
   * @return the user's subject; null if there is no such user
   */
  public @Nullable Subject enable(Username username) {
    return change(
        username, (transaction, user) -> users.setEnabled(transaction, user.subject(), true));
  }

  /** The result of {@link #addToGroup}. */
  public sealed interface GroupAddition {
    /** The user is in the group. */
    record Added(Subject subject) implements GroupAddition {}

    record NoSuchUser() implements GroupAddition {}

    /**
     * Nothing has changed, because tokens with one more group could be too large: a user can be in
     * 100 groups, whose names together have up to 13,100 bytes.
     */
    record TooManyGroups() implements GroupAddition {}
  }

  /** Adds a user to a group. New tokens contain it. */
  public GroupAddition addToGroup(Username username, Group group) {
    return database.write(
        transaction -> {
          StoredUser user = users.findByUsername(transaction, username);
          if (user == null) {
            return new GroupAddition.NoSuchUser();
          }
          return users.addToGroup(transaction, user, group)
              ? new GroupAddition.Added(new Subject(user.subject()))
              : new GroupAddition.TooManyGroups();
        });
  }

  /**
   * Removes a user from a group. New tokens no longer contain it.
   *
   * @return the user's subject; null if there is no such user
   */
  public @Nullable Subject removeFromGroup(Username username, Group group) {
    return change(
        username, (transaction, user) -> users.removeFromGroup(transaction, user.subject(), group));
  }

  /**
   * Sets a random temporary password, valid for 7 days, and ends all sessions of the user. With it
   * the user can log in once, to choose a new password.
   *
   * @return the temporary password; null if there is no such user
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
   * Removes the authenticator app of a user. Logins require no code.
   *
   * @return the user's subject; null if there is no such user
   */
  public @Nullable Subject removeTotp(Username username) {
    return change(username, (transaction, user) -> TotpApps.remove(transaction, user.subject()));
  }

  /** One character of each required kind, and 120 random bits. */
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
