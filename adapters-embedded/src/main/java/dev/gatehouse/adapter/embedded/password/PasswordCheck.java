package dev.gatehouse.adapter.embedded.password;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.account.UserStore;
import dev.gatehouse.adapter.embedded.code.PendingRegistrations;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Match;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Compares a password with the stored users, and with registrations that wait for their code. */
public final class PasswordCheck {
  private final SqliteDatabase database;
  private final UserStore users;
  private final PendingRegistrations registrations;
  private final PasswordHasher hasher;

  /** What a password proves. */
  public sealed interface Result {
    /** There is no such user, or the password is wrong, or it was temporary and has expired. */
    record Wrong() implements Result {}

    /** It is the password of a registration that waits for its code. */
    record NotConfirmed() implements Result {}

    /** It is the password of a user who may not log in. */
    record Disabled() implements Result {}

    /**
     * It is the password of a user.
     *
     * @param match {@code CURRENT} or {@code OUTDATED}
     */
    record Right(StoredUser user, Match match) implements Result {}
  }

  public PasswordCheck(
      SqliteDatabase database,
      UserStore users,
      PendingRegistrations registrations,
      PasswordHasher hasher) {
    this.database = database;
    this.users = users;
    this.registrations = registrations;
    this.hasher = hasher;
  }

  /** Checks a password. An unknown user costs as much as a wrong password: a hash. */
  public Result check(Username username, Password password, Instant now) {
    StoredUser user =
        database.<@Nullable StoredUser>read(
            transaction -> users.findByUsername(transaction, username));
    if (user == null) {
      return checkBeforeConfirmation(username, password, now);
    }
    Match match = hasher.match(password, user.passwordHash());
    if (match == Match.NONE) {
      return new Result.Wrong();
    }
    if (!user.enabled()) {
      return new Result.Disabled();
    }
    return user.temporaryUntil() != null && !now.isBefore(user.temporaryUntil())
        ? new Result.Wrong()
        : new Result.Right(user, match);
  }

  /** Costs a hash, whether or not a registration waits for its code. */
  private Result checkBeforeConfirmation(Username username, Password password, Instant now) {
    PasswordHash hash = registrations.hash(username, password.forms().getFirst());
    return registrations.hasPassword(username, hash, now)
        ? new Result.NotConfirmed()
        : new Result.Wrong();
  }
}
