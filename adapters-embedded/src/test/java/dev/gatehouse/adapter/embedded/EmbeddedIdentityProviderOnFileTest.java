package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.logIn;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static dev.gatehouse.domain.account.RegistrationConfirmation.AUTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the data folder: it survives the process, only its owner can read it, and it can be
 * damaged.
 */
final class EmbeddedIdentityProviderOnFileTest {
  private final Path data;
  private final ProviderFolder folder;
  private final NewUser alice = named("Alice");

  EmbeddedIdentityProviderOnFileTest(@TempDir Path temporary) {
    data = temporary.resolve("data");
    folder = new ProviderFolder(data, Instant.parse("2026-01-01T12:00:00Z"));
  }

  @Test
  void users_keys_and_tokens_survive_a_restart() throws Exception {
    Tokens before;
    String keySet;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      before = tokens(provider, alice);
      keySet = provider.keySet();
    }

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(provider.keySet()).isEqualTo(keySet);
      assertThat(provider.registrations().register(CALLER, alice)).isEqualTo(new UsernameTaken());
      assertThat(subject(tokens(provider, alice))).isEqualTo(subject(before));
      assertThat(rows("refresh_tokens")).isEqualTo(2);
    }
  }

  /** The backup of the documentation. */
  @Test
  void copy_of_an_open_database_is_a_backup() throws Exception {
    Path backup = folder.path.resolve("backup.db");
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      folder.execute("VACUUM INTO '" + backup + "'");
      provider.registrations().register(CALLER, named("bob"));
    }
    Files.move(backup, folder.path.resolve("gatehouse.db"), StandardCopyOption.REPLACE_EXISTING);

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(logIn(provider, alice)).isInstanceOf(LoggedIn.class);
      assertThat(logIn(provider, named("bob"))).isEqualTo(new InvalidCredentials());
    }
  }

  @Test
  void each_login_removes_a_few_expired_sessions() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      for (int i = 0; i < 25; i++) {
        tokens(provider, alice);
      }
      folder.now = folder.now.plus(ProviderFolder.REFRESH_TOKEN_LIFETIME).plus(Duration.ofHours(2));

      List<Integer> sessions = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tokens(provider, alice);
        sessions.add(rows("refresh_tokens"));
      }

      assertThat(sessions).containsExactly(16, 7, 3, 4);
    }
  }

  @Test
  void skeletons_of_many_names_are_added_at_the_start() throws Exception {
    folder.open().close();
    folder.execute(
        """
        INSERT INTO users (sub, username, folded_username, email, email_verified,
                           password_hash, enabled, created_at)
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2500)
        SELECT n, 'user' || n, 'user' || n, 'someone@example.com', 0, '', 1, 0 FROM numbers
        """);

    folder.open().close();

    assertThat(folder.text("SELECT count(*) FROM users WHERE skeleton IS NOT NULL"))
        .isEqualTo("2500");
  }

  @Test
  void password_stored_as_it_was_typed_logs_in_and_is_stored_in_form_c() throws Exception {
    Password typed = new Password("Cafe\u0301-1house");
    Password composed = new Password("Caf\u00e9-1house");
    PasswordHasher hasher = new PasswordHasher(Cost.LEAST, new SecureRandom());
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      folder.execute("UPDATE users SET password_hash = '%s'".formatted(hasher.hash(typed).phc()));

      assertThat(logIn(provider, alice.username(), composed)).isEqualTo(new InvalidCredentials());
      assertThat(logIn(provider, alice.username(), typed)).isInstanceOf(LoggedIn.class);
      assertThat(logIn(provider, alice.username(), composed)).isInstanceOf(LoggedIn.class);
      assertThat(logIn(provider, alice.username(), typed)).isInstanceOf(LoggedIn.class);
    }
  }

  @Test
  void user_with_a_common_password_still_logs_in() throws Exception {
    Password common = new Password("Password1");
    PasswordHasher hasher = new PasswordHasher(Cost.LEAST, new SecureRandom());
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      folder.execute("UPDATE users SET password_hash = '%s'".formatted(hasher.hash(common).phc()));

      assertThat(logIn(provider, alice.username(), common)).isInstanceOf(LoggedIn.class);
    }
  }

  @Test
  void name_that_looks_like_a_taken_one_is_taken() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, named("scope"));

      for (String similar :
          List.of(
              "sc0pe",
              "SC0PE",
              "\u0455\u0441\u043e\u0440\u0435",
              "\u0405\u0421\u041e\u0420\u0415")) {
        assertThat(provider.registrations().register(CALLER, named(similar)))
            .as(similar)
            .isEqualTo(new UsernameTaken());
      }
      assertThat(provider.registrations().register(CALLER, named("scopes")))
          .isInstanceOf(Registered.class);
      assertThat(
              folder.text(
                  "EXPLAIN QUERY PLAN SELECT 1 FROM users WHERE skeleton IN ('a', 'b') LIMIT 1", 4))
          .contains("users_by_skeleton");
    }
  }

  @Test
  void user_of_an_earlier_version_keeps_a_similar_name_and_protects_it() throws Exception {
    NewUser similar = named("sc0pe");
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      provider.registrations().register(CALLER, similar);
      folder.execute("UPDATE users SET skeleton = NULL");
      folder.execute(
          "UPDATE users SET username = 'A\u3164', folded_username = 'a\u3164' WHERE username ="
              + " 'Alice'");
    }

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(logIn(provider, similar)).isInstanceOf(LoggedIn.class);
      assertThat(logIn(provider, new Username("a\u3164"), alice.password().asPassword()))
          .isInstanceOf(LoggedIn.class);
      assertThat(provider.registrations().register(CALLER, named("scope")))
          .isEqualTo(new UsernameTaken());
      assertThat(folder.text("SELECT count(*) FROM users WHERE skeleton IS NULL")).isEqualTo("0");
    }
  }

  @Test
  void registered_user_is_stored_in_the_database() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(provider.registrations().register(CALLER, alice)).isInstanceOf(Registered.class);

      assertThat(
              folder.text("SELECT username || ' ' || folded_username || ' ' || email FROM users"))
          .isEqualTo("Alice alice someone@example.com");
      assertThat(
              folder.text(
                  "SELECT email_verified || ' ' || enabled || ' ' || created_at FROM users"))
          .isEqualTo("0 1 " + folder.now.getEpochSecond());
    }
  }

  @Test
  void new_process_reads_the_data_of_a_killed_process(@TempDir Path elsewhere) throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      // The files as a killed process leaves them: not closed, without a checkpoint.
      copy(data, elsewhere);
    }

    try (EmbeddedIdentityProvider provider = new ProviderFolder(elsewhere, folder.now).open()) {
      assertThat(logIn(provider, alice)).isInstanceOf(LoggedIn.class);
    }
  }

  @Test
  void database_stores_only_hashes_of_password_and_refresh_token() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      Tokens tokens = tokens(provider, alice);

      assertThat(folder.text("SELECT password_hash FROM users")).startsWith("$argon2id$v=19$");
      assertThat(folder.text("SELECT hex(token_hash) FROM refresh_tokens"))
          .isEqualToIgnoringCase(sha256(tokens.refreshToken().reveal()));
      assertThat(folder.text("SELECT origin_jti FROM refresh_tokens"))
          .isEqualTo(jwt(tokens).getJWTClaimsSet().getStringClaim("origin_jti"));
      assertThat(folder.text("SELECT expires_at - issued_at FROM refresh_tokens"))
          .isEqualTo(String.valueOf(ProviderFolder.REFRESH_TOKEN_LIFETIME.toSeconds()));
    }
  }

  @Test
  void refresh_tokens_are_deleted_after_all_session_tokens_expire() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      for (int i = 0; i < 3; i++) {
        tokens(provider, alice);
      }

      folder.now =
          folder
              .now
              .plus(ProviderFolder.REFRESH_TOKEN_LIFETIME)
              .plus(Duration.ofHours(1))
              .plusSeconds(59);
      tokens(provider, alice);
      assertThat(rows("refresh_tokens")).isEqualTo(4);

      folder.now = folder.now.plusSeconds(1);
      tokens(provider, alice);
      assertThat(rows("refresh_tokens")).isEqualTo(2);
    }
  }

  @Test
  void login_accepts_other_hash_parameters_and_replaces_weak_hashes() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open(new Cost(16, 1))) {
      provider.registrations().register(CALLER, alice);
    }

    try (EmbeddedIdentityProvider stronger = folder.open(new Cost(32, 2))) {
      Users.logIn(stronger, alice.username(), new Password("Wrong1horse"));
      assertThat(folder.text("SELECT password_hash FROM users")).contains("$m=16,t=1,p=1$");

      assertThat(logIn(stronger, alice)).isInstanceOf(LoggedIn.class);
      assertThat(folder.text("SELECT password_hash FROM users")).contains("$m=32,t=2,p=1$");
      assertThat(logIn(stronger, alice)).isInstanceOf(LoggedIn.class);
    }

    try (EmbeddedIdentityProvider weaker = folder.open()) {
      assertThat(logIn(weaker, alice)).isInstanceOf(LoggedIn.class);
      assertThat(folder.text("SELECT password_hash FROM users")).contains("$m=32,t=2,p=1$");
    }
  }

  @Test
  void password_hash_uses_the_owasp_cost() throws Exception {
    try (EmbeddedIdentityProvider provider =
        EmbeddedIdentityProvider.in(folder.settings(), () -> folder.now).open()) {
      provider.registrations().register(CALLER, alice);

      assertThat(folder.text("SELECT password_hash FROM users")).contains("$m=19456,t=2,p=1$");
    }
  }

  @Test
  void provider_publishes_only_session_ends_of_other_processes() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open();
        EmbeddedIdentityProvider other = folder.open()) {
      provider.registrations().register(CALLER, alice);
      Tokens loggedOut = tokens(provider, alice);
      provider.sessions().end(loggedOut.refreshToken());
      Tokens everywhere = tokens(provider, alice);
      provider.sessions().endAll(Access.of(everywhere.accessToken()));
      Tokens deleted = tokens(provider, alice);
      provider.profiles().delete(Access.of(deleted.accessToken()));

      RecordedEnds own = new RecordedEnds();
      provider.publishRevocations(own);
      assertThat(own.told()).isEmpty();

      // A process of an older version may still write ends that name no session.
      folder.execute("INSERT INTO session_ends (sub, ended_at, forget_at) VALUES ('a', 1, 2)");
      RecordedEnds ends = new RecordedEnds();
      other.publishRevocations(ends);
      assertThat(ends.told())
          .containsExactly(session(loggedOut), session(everywhere), session(deleted));
    }
  }

  private static String session(Tokens tokens) {
    return Objects.requireNonNull(Access.of(tokens.accessToken()).claims().session()).value();
  }

  @Test
  void providers_that_start_together_share_users_and_key() throws Exception {
    List<EmbeddedIdentityProvider> providers =
        Simultaneously.all(List.of(folder::open, folder::open, folder::open, folder::open));
    try {
      assertThat(providers.stream().map(EmbeddedIdentityProvider::keySet).distinct()).hasSize(1);

      List<RegistrationOutcome> outcomes =
          Simultaneously.all(
              providers.stream()
                  .<Callable<RegistrationOutcome>>map(
                      provider -> () -> provider.registrations().register(CALLER, alice))
                  .toList());
      assertThat(outcomes)
          .filteredOn(outcome -> !outcome.equals(new UsernameTaken()))
          .singleElement()
          .isInstanceOf(Registered.class);
      for (EmbeddedIdentityProvider provider : providers) {
        assertThat(logIn(provider, alice)).isInstanceOf(LoggedIn.class);
      }
    } finally {
      providers.forEach(EmbeddedIdentityProvider::close);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void only_the_owner_can_access_folder_and_files() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);

      assertThat(permissions(data)).isEqualTo("rwx------");
      assertThat(permissions(data.resolve("signing-keys"))).isEqualTo("rwx------");
      assertThat(permissions(data.resolve("totp"))).isEqualTo("rwx------");
      List<Path> files = folder.files();
      assertThat(files.stream().map(file -> file.getFileName().toString()))
          .hasSize(6)
          .contains("gatehouse.db", "gatehouse.db-wal", "gatehouse.db-shm", "start.lock");
      assertThat(files).allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void next_start_restricts_readable_files_to_their_owner() throws Exception {
    folder.open().close();
    for (Path file : folder.files()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    folder.open().close();

    assertThat(folder.files())
        .hasSize(4)
        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void existing_folder_keeps_its_permissions() throws Exception {
    Files.createDirectory(
        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

    folder.open().close();

    assertThat(permissions(data)).isEqualTo("rwxr-x---");
  }

  @Test
  void data_folder_that_is_a_file_is_refused() throws Exception {
    Files.writeString(data, "in the way");

    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining("data folder " + data);
  }

  @Test
  void settings_require_an_issuer_and_lifetimes_of_one_second() {
    Duration second = Duration.ofSeconds(1);
    Duration less = Duration.ofMillis(999);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmbeddedSettings(data, "", second, second, AUTO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmbeddedSettings(data, "issuer", less, second, AUTO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmbeddedSettings(data, "issuer", second, less, AUTO));
    assertThat(new EmbeddedSettings(data, "issuer", second, second, AUTO).issuer())
        .isEqualTo("issuer");
  }

  private int rows(String table) throws SQLException {
    return Integer.parseInt(folder.text("SELECT count(*) FROM " + table));
  }

  private static void copy(Path from, Path to) throws Exception {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.resolve("..").normalize());
        Files.copy(file, target);
      }
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static SignedJWT jwt(Tokens tokens) throws Exception {
    return SignedJWT.parse(tokens.idToken().reveal());
  }

  private static String subject(Tokens tokens) throws Exception {
    return jwt(tokens).getJWTClaimsSet().getSubject();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
