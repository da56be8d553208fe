package dev.gatehouse.adapter.embedded.account;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.store.Schema;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.domain.Username;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UserStoreTest {
  private static final Username ALICE = new Username("Alice");

  private final SqliteDatabase database = SqliteDatabase.inMemory(Schema.current());
  private final UserStore users = new UserStore(UUID::randomUUID);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void hash_replacement_does_not_undo_a_password_change() {
    database.write(
        connection ->
            users.add(
                connection,
                users.newSubject(),
                ALICE,
                "a@example.com",
                true,
                new PasswordHash("first"),
                Instant.EPOCH));
    StoredUser atLogin = alice();

    assertThat(replaced(atLogin, "changed")).isTrue();
    assertThat(replaced(atLogin, "first, but stronger")).isFalse();

    assertThat(alice().passwordHash().phc()).isEqualTo("changed");
  }

  private StoredUser alice() {
    return requireNonNull(
        database.<@Nullable StoredUser>read(connection -> users.findByUsername(connection, ALICE)));
  }

  private boolean replaced(StoredUser user, String hash) {
    return database.write(
        connection -> users.replacePasswordHash(connection, user, new PasswordHash(hash)));
  }
}
