package dev.gatehouse.adapter.embedded.key;

import static dev.gatehouse.adapter.embedded.Users.logIn;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static dev.gatehouse.domain.account.RegistrationConfirmation.AUTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.Simultaneously;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.hashing.WorkerPool;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.Schema;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.account.NewUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How one key follows another, and what is left of the one before. */
final class SigningKeyRotationTest {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  /** The lead, the tokens' lifetime, and two minutes for clocks that differ. */
  private static final Duration FROM_ROTATION_TO_WITHDRAWAL =
      Duration.ofSeconds(3).plus(TOKEN_LIFETIME).plusSeconds(120);

  private final Path data;
  private final NewUser alice = named("Alice");
  private volatile Instant now = Instant.parse("2026-01-01T12:00:00.250Z");

  SigningKeyRotationTest(@TempDir Path folder) {
    data = folder.resolve("data");
  }

  @Test
  void new_key_is_published_at_once_and_signs_three_seconds_later() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      String old = signingKey(provider);

      SigningKeyRotation rotation = provider.rotateSigningKey();

      assertThat(rotation.keyId()).isNotEqualTo(old);
      assertThat(rotation.signsFrom()).isEqualTo(now.plusSeconds(3));
      assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
      now = now.plusSeconds(3).minusMillis(1);
      assertThat(signingKey(provider)).isEqualTo(old);
      now = now.plusMillis(1);
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
    }
  }

  @Test
  void published_keys_are_public_parts_that_verify_old_and_new_tokens() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      SignedJWT before = token(provider);
      provider.rotateSigningKey();
      now = now.plusSeconds(3);
      SignedJWT after = token(provider);

      assertThat(verifies(provider, before)).isTrue();
      assertThat(verifies(provider, after)).isTrue();
      assertThat(JSONObjectUtils.parse(provider.keySet())).containsOnlyKeys("keys");
      for (JWK key : JWKSet.parse(provider.keySet()).getKeys()) {
        assertThat(key.toJSONObject()).containsOnlyKeys("kty", "kid", "use", "alg", "n", "e");
      }
    }
  }

  @Test
  void old_key_is_published_until_its_last_token_has_expired_for_everyone() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      String old = signingKey(provider);
      SigningKeyRotation rotation = provider.rotateSigningKey();
      Instant end = now.plus(FROM_ROTATION_TO_WITHDRAWAL);
      assertThat(rotation.previousPublishedUntil()).isEqualTo(end);

      now = rotation.signsFrom().minusMillis(1);
      SignedJWT lastOfOldKey = token(provider);
      assertThat(lastOfOldKey.getHeader().getKeyID()).isEqualTo(old);
      assertThat(lastOfOldKey.getJWTClaimsSet().getExpirationTime().toInstant())
          .isBefore(end.minusSeconds(120));

      now = end.minusMillis(1);
      assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
      now = end;
      assertThat(publishedKeys(provider)).containsExactly(rotation.keyId());
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
    }
  }

  @Test
  void rotations_in_quick_succession_each_take_their_turn() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      String first = signingKey(provider);
      List<SigningKeyRotation> rotations = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        rotations.add(provider.rotateSigningKey());
        now = now.plusSeconds(1);
      }

      List<String> ids = new ArrayList<>(List.of(first));
      for (SigningKeyRotation rotation : rotations) {
        ids.add(rotation.keyId());
        now = rotation.signsFrom();
        assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      }
      assertThat(publishedKeys(provider)).isEqualTo(ids);
    }
  }

  @Test
  void last_of_several_rotations_in_one_millisecond_signs() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      provider.rotateSigningKey();
      SigningKeyRotation last = provider.rotateSigningKey();

      now = last.signsFrom();

      assertThat(signingKey(provider)).isEqualTo(last.keyId());
    }
  }

  @Test
  void in_memory_providers_rotate_each_for_itself() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory();
        EmbeddedIdentityProvider other = inMemory()) {
      provider.rotateSigningKey();

      assertThat(publishedKeys(other)).hasSize(1);
    }
  }

  @Test
  void clock_that_is_set_back_has_the_old_key_sign_until_its_time_is_over_again() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      String old = signingKey(provider);
      SigningKeyRotation rotation = provider.rotateSigningKey();
      now = now.minus(Duration.ofDays(1));

      assertThat(signingKey(provider)).isEqualTo(old);
      assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
    }
  }

  @Test
  void rotation_reaches_every_provider_that_has_the_folder_open() throws Exception {
    try (EmbeddedIdentityProvider server = open();
        EmbeddedIdentityProvider other = open()) {
      String old = signingKey(server);

      SigningKeyRotation rotation = rotate();

      for (EmbeddedIdentityProvider provider : List.of(server, other)) {
        assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
        assertThat(signingKey(provider)).isEqualTo(old);
      }
      now = rotation.signsFrom();
      for (EmbeddedIdentityProvider provider : List.of(server, other)) {
        assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      }
    }
  }

  @Test
  void rotation_survives_a_restart() throws Exception {
    String old;
    SigningKeyRotation rotation;
    try (EmbeddedIdentityProvider provider = open()) {
      old = signingKey(provider);
      rotation = provider.rotateSigningKey();
    }

    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(old);
      now = rotation.signsFrom();
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
    }
  }

  @Test
  void rotation_where_there_is_no_key_makes_the_first_one_and_it_signs_at_once() throws Exception {
    SigningKeyRotation rotation = rotate();

    assertThat(rotation.signsFrom()).isEqualTo(now);
    assertThat(rotation.previousPublishedUntil()).isNull();
    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(publishedKeys(provider)).containsExactly(rotation.keyId());
    }
    assertThat(keyFiles()).containsExactly(keyFile(rotation.keyId()));
  }

  @Test
  void folder_from_before_rotation_keeps_its_key() throws Exception {
    SigningKey old = folderFromBeforeRotation();

    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(old.id());
      assertThat(provider.keySet()).isEqualTo("{\"keys\":[" + old.publicJwk() + "]}");
    }
    assertThat(keyFiles()).containsExactly(keyFile(old.id()));
  }

  @Test
  void folder_from_before_rotation_can_be_rotated_before_its_first_start() throws Exception {
    SigningKey old = folderFromBeforeRotation();

    SigningKeyRotation rotation = rotate();

    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(old.id());
      now = rotation.signsFrom();
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(publishedKeys(provider)).containsExactly(old.id(), rotation.keyId());
    }
  }

  @Test
  void private_part_of_a_withdrawn_key_is_removed_by_the_next_start() throws Exception {
    String old;
    SigningKeyRotation rotation;
    try (EmbeddedIdentityProvider provider = open()) {
      old = signingKey(provider);
      rotation = provider.rotateSigningKey();
    }

    now = now.plus(FROM_ROTATION_TO_WITHDRAWAL).minusMillis(1);
    open().close();
    assertThat(keyFiles()).containsExactlyInAnyOrder(keyFile(old), keyFile(rotation.keyId()));

    now = now.plusMillis(1);
    open().close();
    assertThat(keyFiles()).containsExactly(keyFile(rotation.keyId()));
  }

  @Test
  void private_part_of_a_withdrawn_key_is_removed_by_the_next_rotation() throws Exception {
    try (EmbeddedIdentityProvider provider = open()) {
      String first = signingKey(provider);
      String second = provider.rotateSigningKey().keyId();
      now = now.plus(FROM_ROTATION_TO_WITHDRAWAL);

      String third = provider.rotateSigningKey().keyId();

      assertThat(keyFiles())
          .containsExactlyInAnyOrder(keyFile(second), keyFile(third))
          .doesNotContain(keyFile(first));
      assertThat(publishedKeys(provider)).containsExactly(second, third);
    }
  }

  @Test
  void key_is_published_for_the_longest_tokens_that_any_process_signs_with_it() throws Exception {
    Duration day = Duration.ofDays(1);
    try (EmbeddedIdentityProvider server = open(day)) {
      String old = signingKey(server);

      // By a process whose own tokens would live for an hour alone.
      SigningKeyRotation rotation = rotate();
      SigningKeyRotation next = rotate();

      assertThat(rotation.previousPublishedUntil())
          .isEqualTo(rotation.signsFrom().plus(day).plusSeconds(120));
      assertThat(next.previousPublishedUntil())
          .isEqualTo(next.signsFrom().plus(day).plusSeconds(120));
      now = now.plus(day);
      assertThat(publishedKeys(server)).containsExactly(old, rotation.keyId(), next.keyId());
    }
  }

  @Test
  void providers_that_rotate_at_once_lose_no_key() throws Exception {
    try (EmbeddedIdentityProvider one = open();
        EmbeddedIdentityProvider other = open()) {
      String old = signingKey(one);

      List<SigningKeyRotation> rotations =
          Simultaneously.all(
              List.<Callable<SigningKeyRotation>>of(
                  one::rotateSigningKey,
                  other::rotateSigningKey,
                  one::rotateSigningKey,
                  this::rotate));

      List<String> ids = new ArrayList<>(List.of(old));
      rotations.forEach(rotation -> ids.add(rotation.keyId()));
      assertThat(publishedKeys(one)).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(other.keySet()).isEqualTo(one.keySet());
      assertThat(keyFiles())
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(this::keyFile).toList());
      now = now.plusSeconds(3);
      assertThat(signingKey(one)).isEqualTo(publishedKeys(one).getLast());
      assertThat(signingKey(other)).isEqualTo(signingKey(one));
    }
  }

  @Test
  void private_part_whose_key_was_never_recorded_is_no_key_and_is_removed() throws Exception {
    String recorded;
    try (EmbeddedIdentityProvider provider = open()) {
      recorded = signingKey(provider);
    }
    // What a rotation leaves that is killed before it commits, or in the midst of writing.
    SigningKey leftover = SigningKey.generate();
    Files.writeString(keyFile(leftover.id()), leftover.pem());
    Files.writeString(data.resolve("signing-keys/" + leftover.id() + ".pem.tmp"), "-----BEGIN");

    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(publishedKeys(provider)).containsExactly(recorded);
      assertThat(signingKey(provider)).isEqualTo(recorded);
    }
    assertThat(keyFiles()).containsExactly(keyFile(recorded));
  }

  @Test
  void start_that_was_killed_before_its_first_key_was_recorded_goes_on_with_that_key()
      throws Exception {
    String id;
    try (EmbeddedIdentityProvider provider = open()) {
      id = signingKey(provider);
    }
    execute("DELETE FROM signing_keys");

    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(id);
    }
  }

  @Test
  void rotation_that_the_database_refuses_changes_nothing() throws Exception {
    try (EmbeddedIdentityProvider provider = open();
        Connection other = connect();
        Statement statement = other.createStatement()) {
      String keySet = provider.keySet();
      List<Path> files = keyFiles();
      statement.executeUpdate("BEGIN IMMEDIATE");

      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(provider::rotateSigningKey);

      statement.executeUpdate("ROLLBACK");
      assertThat(provider.keySet()).isEqualTo(keySet);
      assertThat(keyFiles()).isEqualTo(files);
    }
  }

  @Test
  void key_that_is_missing_stops_the_start_and_rotation_is_the_way_out() throws Exception {
    SignedJWT before;
    try (EmbeddedIdentityProvider provider = open()) {
      before = token(provider);
    }
    Path lost = keyFile(before.getHeader().getKeyID());
    Files.delete(lost);
    assertThatIllegalStateException()
        .isThrownBy(this::open)
        .withMessageContaining(lost.toString())
        .withMessageContaining("missing");

    SigningKeyRotation rotation = rotate();

    assertThat(rotation.signsFrom()).isEqualTo(now);
    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(verifies(provider, before)).isTrue();
    }
  }

  @Test
  void key_that_is_damaged_stops_the_start_and_rotation_is_the_way_out() throws Exception {
    open().close();
    Path damaged = keyFiles().getFirst();
    Files.writeString(damaged, "damaged");
    assertThatIllegalStateException()
        .isThrownBy(this::open)
        .withMessageContaining(damaged.toString())
        .withMessageContaining("PEM");

    SigningKeyRotation rotation = rotate();

    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
    }
  }

  @Test
  void damaged_key_that_is_to_sign_soon_stops_the_start() throws Exception {
    try (EmbeddedIdentityProvider provider = open()) {
      provider.rotateSigningKey();
    }
    Path next = keyFile(rotate().keyId());
    Files.writeString(next, "damaged");

    assertThatIllegalStateException().isThrownBy(this::open).withMessageContaining(next.toString());
  }

  @Test
  void key_that_signs_no_more_may_be_missing() throws Exception {
    SignedJWT before;
    SigningKeyRotation rotation;
    try (EmbeddedIdentityProvider provider = open()) {
      before = token(provider);
      rotation = provider.rotateSigningKey();
    }
    Files.delete(keyFile(before.getHeader().getKeyID()));
    now = rotation.signsFrom();

    try (EmbeddedIdentityProvider provider = open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(verifies(provider, before)).isTrue();
    }
  }

  @Test
  void key_that_goes_missing_while_the_server_runs_makes_it_unavailable() throws Exception {
    try (EmbeddedIdentityProvider provider = open()) {
      provider.registrations().register(alice);
      SigningKeyRotation rotation = provider.rotateSigningKey();
      Path lost = keyFile(rotation.keyId());
      Files.delete(lost);
      now = rotation.signsFrom();

      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(() -> logIn(provider, alice))
          .withMessageContaining(lost.toString());
    }
  }

  @Test
  void key_that_an_operator_deletes_from_the_database_is_published_no_more() throws Exception {
    try (EmbeddedIdentityProvider provider = open()) {
      String stolen = signingKey(provider);
      SigningKeyRotation rotation = provider.rotateSigningKey();

      execute("DELETE FROM signing_keys WHERE kid = '" + stolen + "'");

      assertThat(publishedKeys(provider)).containsExactly(rotation.keyId());
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      open().close();
      assertThat(keyFiles()).containsExactly(keyFile(rotation.keyId()));
    }
  }

  @Test
  void no_more_than_a_hundred_keys_are_published() throws Exception {
    try (EmbeddedIdentityProvider provider = open()) {
      execute(
          """
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
          INSERT INTO signing_keys (kid, public_key, signs_from_millis, token_lifetime_seconds)
          SELECT 'kid-' || i, public_key, signs_from_millis + i, token_lifetime_seconds
          FROM signing_keys, n
          """);

      assertThatIllegalStateException()
          .isThrownBy(provider::rotateSigningKey)
          .withMessageContaining("100 signing keys")
          .withMessageContaining(
              now.plusMillis(1).plus(TOKEN_LIFETIME).plusSeconds(120).toString());
      assertThat(publishedKeys(provider)).hasSize(100);
      assertThat(provider.keySet()).as("what verifiers read").hasSizeBetween(40_000, 50 * 1024);

      now = now.plusMillis(1).plus(TOKEN_LIFETIME).plusSeconds(120);
      assertThat(publishedKeys(provider)).hasSize(99);
    }
  }

  @Test
  void closed_provider_publishes_and_rotates_no_more() {
    EmbeddedIdentityProvider provider = inMemory();
    provider.close();

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(provider::keySet);
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(provider::rotateSigningKey);
  }

  private EmbeddedIdentityProvider inMemory() {
    InstantSource clock = () -> now;
    return EmbeddedIdentityProvider.inMemory(clock).open();
  }

  private EmbeddedIdentityProvider open() {
    return open(TOKEN_LIFETIME);
  }

  private EmbeddedIdentityProvider open(Duration tokenLifetime) {
    InstantSource clock = () -> now;
    return EmbeddedIdentityProvider.in(settings(tokenLifetime), clock)
        .hasher(new PasswordHasher(Cost.LEAST, new SecureRandom()))
        .workers(new WorkerPool(1))
        .open();
  }

  /** As a process of its own would. */
  private SigningKeyRotation rotate() {
    return EmbeddedIdentityProvider.rotateSigningKey(settings(TOKEN_LIFETIME), () -> now);
  }

  private EmbeddedSettings settings(Duration tokenLifetime) {
    return new EmbeddedSettings(
        data, "https://auth.example.com", tokenLifetime, Duration.ofDays(30), AUTO);
  }

  /** The database in its first version, and one key beside it. */
  private SigningKey folderFromBeforeRotation() throws IOException {
    DataDirectory directory = new DataDirectory(data);
    SigningKey key = SigningKey.generate();
    new SigningKeyFolder(directory).add(key);
    Schema first = new Schema(List.of(Schema.current().steps().getFirst()));
    SqliteDatabase.open(directory.file("gatehouse.db"), first).close();
    return key;
  }

  private SignedJWT token(EmbeddedIdentityProvider provider) throws Exception {
    provider.registrations().register(alice);
    SignedJWT idToken = SignedJWT.parse(tokens(provider, alice).idToken().reveal());
    SignedJWT accessToken = SignedJWT.parse(tokens(provider, alice).accessToken().reveal());
    assertThat(accessToken.getHeader()).hasToString(idToken.getHeader().toString());
    return idToken;
  }

  private String signingKey(EmbeddedIdentityProvider provider) throws Exception {
    return token(provider).getHeader().getKeyID();
  }

  private static List<String> publishedKeys(EmbeddedIdentityProvider provider) throws Exception {
    return JWKSet.parse(provider.keySet()).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static boolean verifies(EmbeddedIdentityProvider provider, SignedJWT token)
      throws Exception {
    JWK key = JWKSet.parse(provider.keySet()).getKeyByKeyId(token.getHeader().getKeyID());
    return token.verify(new RSASSAVerifier(key.toRSAKey()));
  }

  private Path keyFile(String keyId) {
    return data.resolve("signing-keys").resolve(keyId + ".pem");
  }

  private List<Path> keyFiles() throws IOException {
    try (var files = Files.list(data.resolve("signing-keys"))) {
      return files.toList();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("gatehouse.db"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
