package dev.gatehouse.adapter.embedded.account;

import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.store.Row;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tables {@code users} and {@code group_members}. */
public final class UserStore {
  private static final String SELECT =
      """
      SELECT sub, username, email, email_verified, pending_email, password_hash, enabled,
        password_temporary_until,
        EXISTS (SELECT 1 FROM totp_apps WHERE totp_apps.sub = users.sub AND in_force = 1),
        version
      FROM users
      """;

  private static final int SKELETONS_AT_ONCE = 1_000;

  private final Supplier<UUID> ids;

  /**
   * Creates the store.
   *
   * @param ids creates the subjects of new users
   */
  public UserStore(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** Returns a subject that no user has. */
  public String newSubject() {
    return ids.get().toString();
  }

  /**
   * Adds an enabled user, unless the name is taken or is easily confused with a taken name.
   *
   * @return whether the user was added; false if the name is taken or confusable
   */
  public boolean add(
      Transaction transaction,
      String subject,
      Username username,
      String email,
      boolean emailVerified,
      PasswordHash passwordHash,
      Instant createdAt) {
    String skeleton = Skeleton.of(username.folded());
    if (isConfusable(transaction, skeleton, Skeleton.of(username.value()))) {
      return false;
    }
    return transaction.update(
            """
            INSERT INTO users (sub, username, folded_username, email, email_verified,
                               password_hash, enabled, created_at, skeleton)
            VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
            ON CONFLICT (folded_username) DO NOTHING
            """,
            subject,
            username.value(),
            username.folded(),
            email,
            emailVerified,
            passwordHash.phc(),
            createdAt.getEpochSecond(),
            skeleton)
        == 1;
  }

  /** Returns whether a user has this name, in any case, or one that is easily confused with it. */
  public boolean isTaken(Transaction transaction, Username username) {
    return isConfusable(transaction, Skeleton.of(username.folded()), Skeleton.of(username.value()))
        || findByUsername(transaction, username) != null;
  }

  /**
   * Compares a new name with the stored skeletons, in lower case and as it is written, because a
   * capital I looks like a small l.
   */
  private static boolean isConfusable(Transaction transaction, String folded, String written) {
    return transaction.exists(
        "SELECT 1 FROM users WHERE skeleton IN (?, ?) LIMIT 1", folded, written);
  }

  /**
   * Computes skeletons of users that earlier versions added, at most {@value #SKELETONS_AT_ONCE}.
   *
   * @return how many were computed; 0 if there are none left
   */
  public int addSkeletons(Transaction transaction) {
    List<Map.Entry<String, String>> names =
        transaction.all(
            "SELECT sub, folded_username FROM users WHERE skeleton IS NULL LIMIT ?",
            row -> Map.entry(row.text(1), row.text(2)),
            SKELETONS_AT_ONCE);
    for (Map.Entry<String, String> name : names) {
      transaction.update(
          "UPDATE users SET skeleton = ? WHERE sub = ?",
          Skeleton.of(name.getValue()),
          name.getKey());
    }
    return names.size();
  }

  /** Finds the user with this name, in any case; null if there is none. */
  public @Nullable StoredUser findByUsername(Transaction transaction, Username username) {
    return transaction.first(
        SELECT + "WHERE folded_username = ?", row -> user(transaction, row), username.folded());
  }

  /** Finds the user with this subject; null if there is none. */
  public @Nullable StoredUser findBySubject(Transaction transaction, String subject) {
    return transaction.first(SELECT + "WHERE sub = ?", row -> user(transaction, row), subject);
  }

  /**
   * Returns users, sorted by folded name.
   *
   * @param after the folded name after which they begin; empty for the first ones
   * @param limit how many at most
   */
  public List<StoredUser> findPage(Transaction transaction, String after, int limit) {
    return transaction.all(
        SELECT + "WHERE folded_username > ? ORDER BY folded_username LIMIT ?",
        row -> user(transaction, row),
        after,
        limit);
  }

  private static StoredUser user(Transaction transaction, Row row) {
    String subject = row.text(1);
    return new StoredUser(
        subject,
        row.text(2),
        row.text(3),
        row.flag(4),
        row.textOrNull(5),
        new PasswordHash(row.text(6)),
        row.flag(7),
        row.instantOrNull(8),
        row.flag(9),
        row.number(10),
        transaction.all(
            "SELECT name FROM group_members WHERE sub = ? ORDER BY name",
            group -> group.text(1),
            subject));
  }

  /**
   * Replaces the password hash, unless the password has changed in the meantime.
   *
   * @return whether the hash was replaced
   */
  public boolean replacePasswordHash(
      Transaction transaction, StoredUser user, PasswordHash renewed) {
    return transaction.update(
            """
            UPDATE users SET password_hash = ?, password_temporary_until = NULL
            WHERE sub = ? AND password_hash = ?
            """,
            renewed.phc(),
            user.subject(),
            user.passwordHash().phc())
        == 1;
  }

  /** Stores the hash of a password that the user has chosen. */
  public void setPasswordHash(Transaction transaction, String subject, PasswordHash hash) {
    setPassword(transaction, subject, hash, null);
  }

  /** Stores the hash of a temporary password. */
  public void setTemporaryPassword(
      Transaction transaction, String subject, PasswordHash hash, Instant until) {
    setPassword(transaction, subject, hash, until);
  }

  private static void setPassword(
      Transaction transaction,
      String subject,
      PasswordHash hash,
      @Nullable Instant temporaryUntil) {
    transaction.update(
        "UPDATE users SET password_hash = ?, password_temporary_until = ? WHERE sub = ?",
        hash.phc(),
        temporaryUntil == null ? null : temporaryUntil.getEpochSecond(),
        subject);
  }

  /** Stores another hash of the same password. */
  public void rehash(Transaction transaction, String subject, PasswordHash hash) {
    transaction.update("UPDATE users SET password_hash = ? WHERE sub = ?", hash.phc(), subject);
  }

  /** Stores the address that waits for verification, or null. */
  public void setPendingEmail(Transaction transaction, String subject, @Nullable String email) {
    transaction.update("UPDATE users SET pending_email = ? WHERE sub = ?", email, subject);
  }

  /** Stores a verified address. */
  public void setVerifiedEmail(Transaction transaction, String subject, String email) {
    transaction.update(
        "UPDATE users SET email = ?, email_verified = 1, pending_email = NULL WHERE sub = ?",
        email,
        subject);
  }

  /** Enables or disables a user. */
  public void setEnabled(Transaction transaction, String subject, boolean enabled) {
    transaction.update("UPDATE users SET enabled = ? WHERE sub = ?", enabled, subject);
  }

  /**
   * Adds a user to a group.
   *
   * @return false, without any change, if the user's tokens could become larger than a verifier
   *     accepts
   */
  public boolean addToGroup(Transaction transaction, StoredUser user, Group group) {
    if (user.groups().contains(group.name())) {
      return true;
    }
    if (!GroupLimits.allow(user.groups(), group)) {
      return false;
    }
    transaction.update(
        "INSERT INTO group_members (sub, name) VALUES (?, ?)", user.subject(), group.name());
    return true;
  }

  /** Removes a user from a group. */
  public void removeFromGroup(Transaction transaction, String subject, Group group) {
    transaction.update(
        "DELETE FROM group_members WHERE sub = ? AND name = ?", subject, group.name());
  }

  /** Deletes a user with all data of the user. */
  public void delete(Transaction transaction, String subject) {
    transaction.update("DELETE FROM users WHERE sub = ?", subject);
  }
}
