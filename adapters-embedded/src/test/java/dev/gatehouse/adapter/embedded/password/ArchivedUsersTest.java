package dev.gatehouse.adapter.embedded.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.ProviderFolder;
import dev.gatehouse.adapter.embedded.TemporaryAccess;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.adapter.embedded.Users;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.Disabled;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.Found;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.HasAuthenticatorApp;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.HasTemporaryPassword;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.NotConfirmed;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.NotFound;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchivedUsersTest {
  private static final Caller CALLER = new Caller("request", ClientAddress.of("192.0.2.1"));
  private static final Username ALICE = new Username("Alice");
  private static final Password RIGHT = new Password("Correct1horse");
  private static final Password WRONG = new Password("Wrong1horse");

  private final PasswordHasher hasher = new PasswordHasher(Cost.LEAST, new SecureRandom());
  private final ProviderFolder folder;
  private final Path backup;

  ArchivedUsersTest(@TempDir Path data, @TempDir Path backups) {
    folder = new ProviderFolder(data, Instant.parse("2026-01-01T12:00:00Z"));
    backup = backups.resolve("backup.db");
    register(RegistrationConfirmation.AUTO);
  }

  private void register(RegistrationConfirmation confirmation) {
    try (EmbeddedIdentityProvider provider =
        folder.builder(ProviderFolder.TOKEN_LIFETIME).confirmation(confirmation).open()) {
      String name = confirmation == RegistrationConfirmation.AUTO ? "Alice" : "bob";
      provider.registrations().register(CALLER, Users.named(name));
    }
  }

  private ArchivedUsers archive() throws SQLException {
    folder.execute("VACUUM INTO '%s'".formatted(backup));
    return open();
  }

  private ArchivedUsers open() {
    return ArchivedUsers.open(backup, hasher, () -> folder.now);
  }

  private ArchiveOutcome check(Username username, Password password) throws SQLException {
    try (ArchivedUsers users = archive()) {
      return users.check(username, password);
    }
  }

  private ArchiveOutcome find(Username username) throws SQLException {
    try (ArchivedUsers users = archive()) {
      return users.find(username);
    }
  }

  @Test
  void right_password_gives_the_user() throws Exception {
    assertThat(check(new Username("ALICE"), RIGHT))
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.user().subject()).isNotEmpty();
              assertThat(found.user())
                  .isEqualTo(
                      new ArchivedUser(
                          found.user().subject(), "Alice", "someone@example.com", false));
            });
  }

  @Test
  void unknown_user_costs_as_much_as_a_wrong_password_and_gives_the_same() throws Exception {
    try (ArchivedUsers users = archive()) {
      long before = hasher.hashes();
      assertThat(users.check(ALICE, WRONG)).isEqualTo(new NotFound());
      assertThat(hasher.hashes() - before).isEqualTo(1);
      assertThat(users.check(new Username("nobody"), WRONG)).isEqualTo(new NotFound());
      assertThat(hasher.hashes() - before).isEqualTo(2);
    }
  }

  @Test
  void disabled_user_is_told_only_with_the_right_password() throws Exception {
    folder.execute("UPDATE users SET enabled = 0");
    try (ArchivedUsers users = archive()) {
      assertThat(users.check(ALICE, RIGHT)).isEqualTo(new Disabled());
      assertThat(users.check(ALICE, WRONG)).isEqualTo(new NotFound());
      assertThat(users.find(ALICE)).isEqualTo(new Disabled());
    }
  }

  @Test
  void registration_that_waits_for_its_code_is_not_confirmed() throws Exception {
    register(RegistrationConfirmation.CODE);
    Username bob = new Username("bob");
    try (ArchivedUsers users = archive()) {
      assertThat(users.check(bob, RIGHT)).isEqualTo(new NotConfirmed());
      assertThat(users.check(bob, WRONG)).isEqualTo(new NotFound());
      assertThat(users.find(bob)).isEqualTo(new NotFound());
      folder.now = folder.now.plus(Duration.ofDays(2));
      assertThat(users.check(bob, RIGHT)).as("expired").isEqualTo(new NotFound());
    }
  }

  @Test
  void user_with_an_authenticator_app_is_not_given() throws Exception {
    folder.execute("INSERT INTO totp_apps SELECT sub, 0, 'sealed', 0 FROM users");
    assertThat(check(ALICE, RIGHT)).as("not activated").isInstanceOf(Found.class);

    Files.delete(backup);
    folder.execute("UPDATE totp_apps SET in_force = 1");
    try (ArchivedUsers users = archive()) {
      assertThat(users.check(ALICE, RIGHT)).isEqualTo(new HasAuthenticatorApp());
      assertThat(users.check(ALICE, WRONG)).isEqualTo(new NotFound());
      assertThat(users.find(ALICE)).isEqualTo(new HasAuthenticatorApp());
    }
  }

  @Test
  void temporary_password_is_not_enough() throws Exception {
    Password temporary;
    try (EmbeddedIdentityProvider provider = folder.open();
        UserAdministration administration = UserAdministration.of(provider)) {
      TemporaryAccess access = Objects.requireNonNull(administration.resetPassword(ALICE));
      temporary = access.password();
    }
    try (ArchivedUsers users = archive()) {
      assertThat(users.check(ALICE, temporary)).isEqualTo(new HasTemporaryPassword());
      assertThat(users.check(ALICE, RIGHT)).isEqualTo(new NotFound());
      assertThat(users.find(ALICE)).isInstanceOf(Found.class);
      folder.now = folder.now.plus(Duration.ofDays(8));
      assertThat(users.check(ALICE, temporary)).as("expired").isEqualTo(new NotFound());
    }
  }

  @Test
  void user_is_found_without_a_password() throws Exception {
    folder.execute("UPDATE users SET email_verified = 1");
    assertThat(find(new Username("aLICE")))
        .isInstanceOfSatisfying(
            Found.class, found -> assertThat(found.user().emailVerified()).isTrue());
    Files.delete(backup);
    assertThat(find(new Username("nobody"))).isEqualTo(new NotFound());
  }

  @Test
  void backup_does_not_change() throws Exception {
    archive().close();
    byte[] before = Files.readAllBytes(backup);
    try (ArchivedUsers users = open()) {
      users.check(ALICE, RIGHT);
      users.check(ALICE, WRONG);
      users.find(ALICE);
      assertThat(backup.getParent()).isDirectoryNotContaining("glob:**{wal,shm,journal}");
    }
    assertThat(backup).hasBinaryContent(before);
    assertThat(backup.toFile().setReadOnly()).isTrue();
    open().close();
  }

  @Test
  void database_of_another_version_is_refused_with_a_clear_message() throws Exception {
    folder.execute("PRAGMA user_version = 1000");
    assertThatIllegalStateException()
        .isThrownBy(this::archive)
        .withMessageContaining(backup.toString())
        .withMessageContaining("supports at most");

    Files.delete(backup);
    folder.execute("PRAGMA user_version = 12");
    assertThatIllegalStateException()
        .isThrownBy(this::archive)
        .withMessageContaining("version 12")
        .withMessageContaining("start the server once with this version");
  }

  @Test
  void file_that_is_not_a_database_of_gatehouse_is_refused() throws Exception {
    Files.writeString(backup, "This is not a database. ".repeat(100));
    assertThatIllegalStateException()
        .isThrownBy(this::open)
        .withMessageContaining(backup.toString())
        .withMessageContaining("not a database");

    Files.writeString(backup, "");
    assertThatIllegalStateException()
        .isThrownBy(this::open)
        .withMessageContaining("it is not a database of Gatehouse");

    Files.delete(backup);
    assertThatIllegalStateException().isThrownBy(this::open);
    assertThat(backup).doesNotExist();
  }

  @Test
  void hashes_of_the_usual_cost_are_checked_too() throws Exception {
    folder.execute("VACUUM INTO '%s'".formatted(backup));
    try (ArchivedUsers users = ArchivedUsers.open(backup, () -> folder.now)) {
      assertThat(users.check(ALICE, RIGHT)).isInstanceOf(Found.class);
      assertThat(users.check(new Username("nobody"), RIGHT)).isEqualTo(new NotFound());
    }
  }
}
