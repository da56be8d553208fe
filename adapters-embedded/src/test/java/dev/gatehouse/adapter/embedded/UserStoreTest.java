package dev.gatehouse.adapter.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UserStoreTest {
  private static final Username ALICE = new Username("Alice");

  private final SqliteDatabase database = SqliteDatabase.inMemory(Schema.current());
  private final UserStore users = new UserStore(database, UUID::randomUUID);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void renewing_a_hash_does_not_undo_a_change_of_password_in_between() {
    users.add(ALICE, new EmailAddress("a@example.com"), new PasswordHash("first"), Instant.EPOCH);
    StoredUser atLogin = requireNonNull(users.find(ALICE));
    users.renewPasswordHash(atLogin, new PasswordHash("changed"));

    users.renewPasswordHash(atLogin, new PasswordHash("first, but stronger"));

    assertThat(requireNonNull(users.find(ALICE)).passwordHash().phc()).isEqualTo("changed");
  }
}
