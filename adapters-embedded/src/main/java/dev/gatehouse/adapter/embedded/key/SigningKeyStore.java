package dev.gatehouse.adapter.embedded.key;

import dev.gatehouse.adapter.embedded.key.SigningKeySchedule.ScheduledKey;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.time.Duration;
import java.time.Instant;

/** The table {@code signing_keys}. Every process with this database open follows its changes. */
public final class SigningKeyStore {
  private final SqliteDatabase database;

  public SigningKeyStore(SqliteDatabase database) {
    this.database = database;
  }

  /** Work on the table while no other process writes. */
  @FunctionalInterface
  interface Work<T> {
    T run(Rows rows);
  }

  /**
   * Returns the current schedule.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  SigningKeySchedule read() {
    return database.read(transaction -> new Rows(transaction).schedule());
  }

  /**
   * Changes the table in a transaction.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  <T> T write(Work<T> work) {
    return database.write(transaction -> work.run(new Rows(transaction)));
  }

  /** The rows of the table in a transaction. */
  record Rows(Transaction transaction) {
    SigningKeySchedule schedule() {
      return new SigningKeySchedule(
          transaction.all(
              """
              SELECT kid, public_key, signs_from_millis, token_lifetime_seconds
              FROM signing_keys ORDER BY signs_from_millis, number
              """,
              row ->
                  new ScheduledKey(
                      row.text(1),
                      row.text(2),
                      Instant.ofEpochMilli(row.number(3)),
                      Duration.ofSeconds(row.number(4)))));
    }

    void add(ScheduledKey key) {
      transaction.update(
          """
          INSERT INTO signing_keys (kid, public_key, signs_from_millis, token_lifetime_seconds)
          VALUES (?, ?, ?, ?)
          """,
          key.id(),
          key.publicJwk(),
          key.signsFrom().toEpochMilli(),
          key.tokenLifetime().toSeconds());
    }

    void remove(ScheduledKey key) {
      transaction.update("DELETE FROM signing_keys WHERE kid = ?", key.id());
    }

    /** Records that the keys may sign tokens that live this long. */
    void raiseTokenLifetime(Duration tokenLifetime) {
      transaction.update(
          "UPDATE signing_keys SET token_lifetime_seconds = ?1 WHERE token_lifetime_seconds < ?1",
          tokenLifetime.toSeconds());
    }
  }
}
