package dev.gatehouse.adapter.embedded.password;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.account.UserStore;
import dev.gatehouse.adapter.embedded.code.PendingRegistrations;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.hashing.WorkerPool;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.Disabled;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.Found;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.HasAuthenticatorApp;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.HasTemporaryPassword;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.NotConfirmed;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.NotFound;
import dev.gatehouse.adapter.embedded.password.PasswordCheck.Result;
import dev.gatehouse.adapter.embedded.store.Schema;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The users in a backup of an embedded provider's database, so that they can move to another
 * provider with their passwords.
 *
 * <p>It needs no keys, because passwords are hashed without one. It checks passwords as a login
 * does: an unknown user costs as much as a wrong password, and hashes run on a few platform
 * threads, whose queue is bounded.
 */
public final class ArchivedUsers implements AutoCloseable {
  private final SqliteDatabase database;
  private final UserStore users = new UserStore(UUID::randomUUID);
  private final PasswordCheck passwords;
  private final WorkerPool workers = WorkerPool.ofThisMachine();
  private final InstantSource clock;

  private ArchivedUsers(SqliteDatabase database, PasswordHasher hasher, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.passwords =
        new PasswordCheck(database, users, new PendingRegistrations(database, hasher), hasher);
  }

  /**
   * Opens a backup to read it. The file does not change, and no file is created beside it.
   *
   * @param database a copy that {@code VACUUM INTO} has made, and that nobody changes
   * @param clock the source of the current time
   * @throws IllegalStateException if it is not a database of Gatehouse, or belongs to a newer or an
   *     older version of Gatehouse; the message names the path
   * @throws IdentityProviderUnavailableException if the database is damaged
   */
  public static ArchivedUsers open(Path database, InstantSource clock) {
    return open(database, new PasswordHasher(Cost.OWASP, new SecureRandom()), clock);
  }

  /** Opens a backup whose users have other hashes, for tests. */
  static ArchivedUsers open(Path database, PasswordHasher hasher, InstantSource clock) {
    SqliteDatabase backup = SqliteDatabase.openBackup(database, Schema.current());
    try {
      return new ArchivedUsers(backup, hasher, clock);
    } catch (RuntimeException e) {
      backup.close();
      throw e;
    }
  }

  /**
   * Finds the user with this name, in any case, and checks the password.
   *
   * @throws IdentityProviderUnavailableException if the database fails, or there is no result
   *     within 5 s
   */
  public ArchiveOutcome check(Username username, Password password) {
    return workers.run(
        () ->
            switch (passwords.check(username, password, clock.instant())) {
              case Result.Wrong() -> new NotFound();
              case Result.NotConfirmed() -> new NotConfirmed();
              case Result.Disabled() -> new Disabled();
              case Result.Right(var user, _) ->
                  user.temporaryUntil() == null
                      ? foundUnlessTotp(user)
                      : new HasTemporaryPassword();
            });
  }

  /**
   * Finds the user with this name, in any case, without a password. Registrations that wait for
   * their code are not found.
   *
   * @return {@code Found}, {@code NotFound}, {@code Disabled} or {@code HasAuthenticatorApp}
   * @throws IdentityProviderUnavailableException if the database fails, or there is no result
   *     within 5 s
   */
  public ArchiveOutcome find(Username username) {
    StoredUser user =
        workers.<@Nullable StoredUser>run(
            () ->
                database.<@Nullable StoredUser>read(
                    transaction -> users.findByUsername(transaction, username)));
    if (user == null) {
      return new NotFound();
    }
    return user.enabled() ? foundUnlessTotp(user) : new Disabled();
  }

  private static ArchiveOutcome foundUnlessTotp(StoredUser user) {
    return user.totp() ? new HasAuthenticatorApp() : new Found(ArchivedUser.of(user));
  }

  @Override
  public void close() {
    workers.close();
    database.close();
  }
}
