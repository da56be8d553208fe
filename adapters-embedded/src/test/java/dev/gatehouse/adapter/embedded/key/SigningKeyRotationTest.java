package dev.gatehouse.adapter.embedded.key;

import static dev.gatehouse.adapter.embedded.Users.logIn;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.ProviderFolder;
import dev.gatehouse.adapter.embedded.Simultaneously;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.Schema;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.account.NewUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how one key replaces another, and when the old one is removed. */
final class SigningKeyRotationTest {
  private static final Caller CALLER = new Caller("test", ClientAddress.of("192.0.2.1"));

  /** The lead time, the lifetime of tokens, and two minutes for differences between clocks. */
  private static final Duration FROM_ROTATION_TO_WITHDRAWAL =
      Duration.ofSeconds(3).plus(ProviderFolder.TOKEN_LIFETIME).plusSeconds(120);

  private final ProviderFolder folder;
  private final NewUser alice = named("Alice");

  SigningKeyRotationTest(@TempDir Path data) {
    folder = new ProviderFolder(data, Instant.parse("2026-01-01T12:00:00.250Z"));
  }

  @Test
  void new_key_is_published_at_once_and_signs_three_seconds_later() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      SignedJWT before = token(provider);

      SigningKeyRotation rotation = provider.rotateSigningKey();

      assertThat(rotation.signsFrom()).isEqualTo(folder.now.plusSeconds(3));
      assertThat(publishedKeys(provider)).containsExactly(keyId(before), rotation.keyId());
      folder.now = rotation.signsFrom().minusMillis(1);
      SignedJWT last = token(provider);
      assertThat(keyId(last)).isEqualTo(keyId(before));
      assertThat(last.getJWTClaimsSet().getExpirationTime())
          .isBefore(requireNonNull(rotation.previousPublishedUntil()).minusSeconds(120));
      folder.now = rotation.signsFrom();
      SignedJWT after = token(provider);
      assertThat(keyId(after)).isEqualTo(rotation.keyId()).isNotEqualTo(keyId(before));
      assertThat(publishedKeys(provider)).containsExactly(keyId(before), rotation.keyId());
      assertThat(verifies(provider, before)).isTrue();
      assertThat(verifies(provider, after)).isTrue();
      for (JWK key : JWKSet.parse(provider.keySet()).getKeys()) {
        assertThat(key.toJSONObject()).containsOnlyKeys("kty", "kid", "use", "alg", "n", "e");
      }
    }
  }

  @Test
  void old_key_is_published_until_its_last_token_expires() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      String old = signingKey(provider);
      SigningKeyRotation rotation = provider.rotateSigningKey();
      Instant end = folder.now.plus(FROM_ROTATION_TO_WITHDRAWAL);
      assertThat(rotation.previousPublishedUntil()).isEqualTo(end);

      folder.now = end.minusMillis(1);
      assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
      folder.now = end;
      assertThat(publishedKeys(provider)).containsExactly(rotation.keyId());
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
    }
  }

  @Test
  void keys_of_fast_rotations_sign_one_after_another() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      String first = signingKey(provider);
      List<SigningKeyRotation> rotations = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        rotations.add(provider.rotateSigningKey());
        folder.now = folder.now.plusSeconds(1);
      }

      List<String> ids = new ArrayList<>(List.of(first));
      for (SigningKeyRotation rotation : rotations) {
        ids.add(rotation.keyId());
        folder.now = rotation.signsFrom();
        assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      }
      assertThat(publishedKeys(provider)).isEqualTo(ids);
    }
  }

  @Test
  void last_key_of_rotations_in_one_millisecond_signs() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory()) {
      provider.rotateSigningKey();
      SigningKeyRotation last = provider.rotateSigningKey();

      folder.now = last.signsFrom();

      assertThat(signingKey(provider)).isEqualTo(last.keyId());
    }
  }

  @Test
  void in_memory_providers_rotate_independently() throws Exception {
    try (EmbeddedIdentityProvider provider = inMemory();
        EmbeddedIdentityProvider other = inMemory()) {
      provider.rotateSigningKey();

      assertThat(publishedKeys(other)).hasSize(1);
    }
  }

  @Test
  void rotation_applies_to_all_providers_of_the_folder() throws Exception {
    try (EmbeddedIdentityProvider server = folder.open();
        EmbeddedIdentityProvider other = folder.open()) {
      String old = signingKey(server);

      SigningKeyRotation rotation = folder.rotate();

      for (EmbeddedIdentityProvider provider : List.of(server, other)) {
        assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
        assertThat(signingKey(provider)).isEqualTo(old);
      }
      folder.now = rotation.signsFrom();
      for (EmbeddedIdentityProvider provider : List.of(server, other)) {
        assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      }
    }
  }

  @Test
  void rotation_survives_a_restart() throws Exception {
    String old;
    SigningKeyRotation rotation;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      old = signingKey(provider);
      rotation = provider.rotateSigningKey();
    }

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(signingKey(provider)).isEqualTo(old);
      folder.now = rotation.signsFrom();
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(publishedKeys(provider)).containsExactly(old, rotation.keyId());
    }
  }

  @Test
  void first_rotation_creates_a_key_that_signs_at_once() throws Exception {
    SigningKeyRotation rotation = folder.rotate();

    assertThat(rotation.signsFrom()).isEqualTo(folder.now);
    assertThat(rotation.previousPublishedUntil()).isNull();
    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(publishedKeys(provider)).containsExactly(rotation.keyId());
    }
    assertThat(folder.keyFiles()).containsExactly(folder.keyFile(rotation.keyId()));
  }

  @Test
  void folder_of_an_older_version_keeps_its_key() throws Exception {
    SigningKey old = folderFromBeforeRotation();

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(signingKey(provider)).isEqualTo(old.id());
      assertThat(provider.keySet()).isEqualTo("{\"keys\":[" + old.publicJwk() + "]}");
    }
    assertThat(folder.keyFiles()).containsExactly(folder.keyFile(old.id()));
  }

  @Test
  void folder_of_older_version_can_rotate_before_first_start() throws Exception {
    SigningKey old = folderFromBeforeRotation();

    SigningKeyRotation rotation = folder.rotate();

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(signingKey(provider)).isEqualTo(old.id());
      folder.now = rotation.signsFrom();
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(publishedKeys(provider)).containsExactly(old.id(), rotation.keyId());
    }
  }

  @Test
  void next_start_removes_private_part_of_withdrawn_key() throws Exception {
    String old;
    SigningKeyRotation rotation;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      old = signingKey(provider);
      rotation = provider.rotateSigningKey();
    }

    folder.now = folder.now.plus(FROM_ROTATION_TO_WITHDRAWAL).minusMillis(1);
    folder.open().close();
    assertThat(folder.keyFiles())
        .containsExactlyInAnyOrder(folder.keyFile(old), folder.keyFile(rotation.keyId()));

    folder.now = folder.now.plusMillis(1);
    folder.open().close();
    assertThat(folder.keyFiles()).containsExactly(folder.keyFile(rotation.keyId()));
  }

  @Test
  void next_rotation_removes_private_part_of_withdrawn_key() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      String first = signingKey(provider);
      String second = provider.rotateSigningKey().keyId();
      folder.now = folder.now.plus(FROM_ROTATION_TO_WITHDRAWAL);

      String third = provider.rotateSigningKey().keyId();

      assertThat(folder.keyFiles())
          .containsExactlyInAnyOrder(folder.keyFile(second), folder.keyFile(third))
          .doesNotContain(folder.keyFile(first));
      assertThat(publishedKeys(provider)).containsExactly(second, third);
    }
  }

  @Test
  void key_is_published_for_the_longest_token_lifetime() throws Exception {
    Duration day = Duration.ofDays(1);
    try (EmbeddedIdentityProvider server = folder.builder(day).open()) {
      String old = signingKey(server);

      // By a process whose own tokens are valid for only an hour.
      SigningKeyRotation rotation = folder.rotate();
      SigningKeyRotation next = folder.rotate();

      assertThat(rotation.previousPublishedUntil())
          .isEqualTo(rotation.signsFrom().plus(day).plusSeconds(120));
      assertThat(next.previousPublishedUntil())
          .isEqualTo(next.signsFrom().plus(day).plusSeconds(120));
      folder.now = folder.now.plus(day);
      assertThat(publishedKeys(server)).containsExactly(old, rotation.keyId(), next.keyId());
    }
  }

  @Test
  void simultaneous_rotations_lose_no_key() throws Exception {
    try (EmbeddedIdentityProvider one = folder.open();
        EmbeddedIdentityProvider other = folder.open()) {
      String old = signingKey(one);

      List<SigningKeyRotation> rotations =
          Simultaneously.all(
              List.<Callable<SigningKeyRotation>>of(
                  one::rotateSigningKey,
                  other::rotateSigningKey,
                  one::rotateSigningKey,
                  folder::rotate));

      List<String> ids = new ArrayList<>(List.of(old));
      rotations.forEach(rotation -> ids.add(rotation.keyId()));
      assertThat(publishedKeys(one)).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(other.keySet()).isEqualTo(one.keySet());
      assertThat(folder.keyFiles())
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(folder::keyFile).toList());
      folder.now = folder.now.plusSeconds(3);
      assertThat(signingKey(one)).isEqualTo(publishedKeys(one).getLast());
      assertThat(signingKey(other)).isEqualTo(signingKey(one));
    }
  }

  @Test
  void unrecorded_key_file_is_ignored_and_removed() throws Exception {
    String recorded;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      recorded = signingKey(provider);
    }
    // The files of a rotation that was killed before its commit or while it wrote a file.
    SigningKey leftover = SigningKey.generate();
    Files.writeString(folder.keyFile(leftover.id()), leftover.pem());
    Files.writeString(
        folder.path.resolve("signing-keys/" + leftover.id() + ".pem.tmp"), "-----BEGIN");

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(publishedKeys(provider)).containsExactly(recorded);
      assertThat(signingKey(provider)).isEqualTo(recorded);
    }
    assertThat(folder.keyFiles()).containsExactly(folder.keyFile(recorded));
  }

  @Test
  void failed_rotation_changes_nothing() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open();
        Connection other = folder.connect();
        Statement statement = other.createStatement()) {
      String keySet = provider.keySet();
      List<Path> files = folder.keyFiles();
      statement.executeUpdate("BEGIN IMMEDIATE");

      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(provider::rotateSigningKey);

      statement.executeUpdate("ROLLBACK");
      assertThat(provider.keySet()).isEqualTo(keySet);
      assertThat(folder.keyFiles()).isEqualTo(files);
    }
  }

  @Test
  void missing_key_stops_the_start_until_a_rotation() throws Exception {
    SignedJWT before;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      before = token(provider);
    }
    Path lost = folder.keyFile(keyId(before));
    Files.delete(lost);
    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining(lost.toString())
        .withMessageContaining("missing")
        .withMessageContaining("rotate-key");

    SigningKeyRotation rotation = folder.rotate();

    assertThat(rotation.signsFrom()).isEqualTo(folder.now);
    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(verifies(provider, before)).isTrue();
    }
  }

  @Test
  void damaged_key_stops_the_start_until_a_rotation() throws Exception {
    folder.open().close();
    Path damaged = folder.keyFiles().getFirst();
    Files.writeString(damaged, "damaged");
    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining(damaged.toString())
        .withMessageContaining("PEM");

    SigningKeyRotation rotation = folder.rotate();

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
    }
  }

  @Test
  void damaged_next_key_stops_the_start() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.rotateSigningKey();
    }
    Path next = folder.keyFile(folder.rotate().keyId());
    Files.writeString(next, "damaged");

    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining(next.toString());
  }

  @Test
  void provider_starts_without_a_key_that_no_longer_signs() throws Exception {
    SignedJWT before;
    SigningKeyRotation rotation;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      before = token(provider);
      rotation = provider.rotateSigningKey();
    }
    Files.delete(folder.keyFile(keyId(before)));
    folder.now = rotation.signsFrom();

    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      assertThat(verifies(provider, before)).isTrue();
    }
  }

  @Test
  void key_deleted_at_run_time_makes_provider_unavailable() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      SigningKeyRotation rotation = provider.rotateSigningKey();
      Path lost = folder.keyFile(rotation.keyId());
      Files.delete(lost);
      folder.now = rotation.signsFrom();

      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(() -> logIn(provider, alice))
          .withMessageContaining(lost.toString());
    }
  }

  @Test
  void key_deleted_from_the_database_is_no_longer_published() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      String stolen = signingKey(provider);
      SigningKeyRotation rotation = provider.rotateSigningKey();

      folder.execute("DELETE FROM signing_keys WHERE kid = '" + stolen + "'");

      assertThat(publishedKeys(provider)).containsExactly(rotation.keyId());
      assertThat(signingKey(provider)).isEqualTo(rotation.keyId());
      folder.open().close();
      assertThat(folder.keyFiles()).containsExactly(folder.keyFile(rotation.keyId()));
    }
  }

  @Test
  void rotation_above_100_published_keys_is_refused() throws Exception {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      folder.execute(
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
              folder
                  .now
                  .plusMillis(1)
                  .plus(ProviderFolder.TOKEN_LIFETIME)
                  .plusSeconds(120)
                  .toString());
      assertThat(publishedKeys(provider)).hasSize(100);
      assertThat(provider.keySet()).as("what verifiers read").hasSizeBetween(40_000, 50 * 1024);

      folder.now = folder.now.plusMillis(1).plus(ProviderFolder.TOKEN_LIFETIME).plusSeconds(120);
      assertThat(publishedKeys(provider)).hasSize(99);
    }
  }

  private EmbeddedIdentityProvider inMemory() {
    return EmbeddedIdentityProvider.inMemory(() -> folder.now).open();
  }

  /** Creates a database in its first version, with one key file beside it. */
  private SigningKey folderFromBeforeRotation() throws IOException {
    DataDirectory directory = new DataDirectory(folder.path);
    SigningKey key = SigningKey.generate();
    new SigningKeyFolder(SigningKeyFolder.folder(directory, List.of())).add(key);
    Schema first = new Schema(List.of(Schema.current().steps().getFirst()));
    SqliteDatabase.open(directory.file("gatehouse.db"), first).close();
    return key;
  }

  private SignedJWT token(EmbeddedIdentityProvider provider) throws Exception {
    provider.registrations().register(CALLER, alice);
    SignedJWT idToken = SignedJWT.parse(tokens(provider, alice).idToken().reveal());
    SignedJWT accessToken = SignedJWT.parse(tokens(provider, alice).accessToken().reveal());
    assertThat(accessToken.getHeader()).hasToString(idToken.getHeader().toString());
    return idToken;
  }

  private String signingKey(EmbeddedIdentityProvider provider) throws Exception {
    return keyId(token(provider));
  }

  private static String keyId(SignedJWT token) {
    return token.getHeader().getKeyID();
  }

  private static List<String> publishedKeys(EmbeddedIdentityProvider provider) throws Exception {
    return JWKSet.parse(provider.keySet()).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static boolean verifies(EmbeddedIdentityProvider provider, SignedJWT token)
      throws Exception {
    JWK key = JWKSet.parse(provider.keySet()).getKeyByKeyId(token.getHeader().getKeyID());
    return token.verify(new RSASSAVerifier(key.toRSAKey()));
  }
}
