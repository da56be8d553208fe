package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.embedded.key.SigningKeyRotation;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.testkit.Authenticator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests data folders whose keys are sealed with a master key. */
final class SealedKeysTest {
  private static final MasterKey KEY = new MasterKey("A".repeat(43) + "=");
  private static final MasterKey OTHER = new MasterKey("E".repeat(43) + "=");
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final NewUser alice = named("Alice");
  private final ProviderFolder folder;

  SealedKeysTest(@TempDir Path data) {
    folder = new ProviderFolder(data, START);
  }

  @Test
  void plain_keys_are_sealed_at_the_next_start_and_stay_the_same() throws Exception {
    String keySet;
    SignedJWT token;
    Authenticator app;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      keySet = provider.keySet();
      token = idToken(provider);
      app = enrol(provider);
    }
    List<Path> keys = keys();
    assertThat(keys).hasSize(2);
    assertThat(read(keys.getFirst())).contains("BEGIN PRIVATE KEY");
    String totpKey = read(keys.getLast());

    folder.masterKey = KEY;
    folder.open().close();
    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(provider.keySet()).isEqualTo(keySet);
      assertThat(verifies(provider, token)).isTrue();
      Challenge challenge = ((ChallengeRequired) Users.logIn(provider, alice)).challenge();
      PendingLogin pending =
          new PendingLogin(alice.username(), challenge.step().name(), challenge.session());
      assertThat(provider.logins().answer(CALLER, pending, new CodeAnswer(app.code(START))))
          .isInstanceOf(LoggedIn.class);
    }
    assertThat(keys())
        .isEqualTo(keys)
        .allSatisfy(key -> assertThat(masterKeyOf(key)).isEqualTo(KEY.id()));
    for (Path file : folder.files()) {
      assertThat(read(file)).as("%s", file).doesNotContain("PRIVATE KEY", totpKey, KEY.reveal());
    }
  }

  @Test
  void sealed_keys_without_their_master_key_stop_the_start_and_nothing_changes() throws Exception {
    folder.masterKey = KEY;
    folder.open().close();
    Map<Path, String> before = content();

    folder.masterKey = null;
    assertRefused(folder::open, KEY.id());
    assertRefused(folder::rotate, KEY.id());
    folder.masterKey = OTHER;
    assertRefused(folder::open, KEY.id(), OTHER.id());
    assertRefused(folder::rotate, KEY.id(), OTHER.id());

    assertThat(content()).isEqualTo(before);
    folder.masterKey = KEY;
    folder.open().close();
  }

  /** Nobody could open a folder whose keys belong to two master keys. */
  @Test
  void plain_key_is_not_sealed_if_another_key_needs_another_master_key() throws Exception {
    folder.open().close();
    Path signingKey = keys().getFirst();
    String plain = read(signingKey);
    folder.masterKey = KEY;
    folder.open().close();
    Files.writeString(signingKey, plain);

    folder.masterKey = OTHER;
    assertRefused(folder::open, KEY.id(), OTHER.id());

    assertThat(read(signingKey)).isEqualTo(plain);
  }

  @Test
  void interrupted_sealing_is_completed_at_the_next_start() throws Exception {
    folder.open().close();
    Path signingKey = keys().getFirst();
    String plain = read(signingKey);
    folder.masterKey = KEY;
    folder.open().close();
    Files.writeString(signingKey, plain);
    Files.writeString(Path.of(signingKey + ".tmp"), "eyJ");
    Files.writeString(folder.path.resolve("totp/secrets.key.tmp"), "eyJ");

    folder.open().close();

    assertThat(keys()).allSatisfy(key -> assertThat(masterKeyOf(key)).isEqualTo(KEY.id()));
    assertThat(Path.of(signingKey + ".tmp")).doesNotExist();
  }

  @Test
  void rotated_key_is_sealed_and_other_processes_follow() throws Exception {
    folder.masterKey = KEY;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      SigningKeyRotation rotation = folder.rotate();

      assertThat(provider.keySet()).contains(rotation.keyId());
      folder.now = rotation.signsFrom();
      SignedJWT token = idToken(provider);
      assertThat(token.getHeader().getKeyID()).isEqualTo(rotation.keyId());
      assertThat(verifies(provider, token)).isTrue();
      assertThat(masterKeyOf(folder.keyFile(rotation.keyId()))).isEqualTo(KEY.id());
    }
  }

  /** The server reads the new key when it signs, so it needs the same master key. */
  @Test
  void server_without_the_master_key_of_a_new_key_is_unavailable_and_says_why() {
    try (EmbeddedIdentityProvider provider = folder.open()) {
      provider.registrations().register(CALLER, alice);
      folder.masterKey = KEY;
      SigningKeyRotation rotation = folder.rotate();
      folder.now = rotation.signsFrom();

      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(() -> tokens(provider, alice))
          .withMessageContaining("set MASTER_KEY");
    }
  }

  @Test
  void damaged_sealed_key_stops_the_start_and_can_be_rotated() throws Exception {
    folder.masterKey = KEY;
    folder.open().close();
    Path signingKey = keys().getFirst();
    String sealed = read(signingKey);
    Files.writeString(signingKey, sealed.substring(0, sealed.length() - 2));

    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessage("The sealed key " + signingKey + " is damaged.");

    folder.rotate();
    folder.open().close();
  }

  @Test
  void keys_are_sealed_with_a_new_master_key_in_place_of_the_old_one() throws Exception {
    folder.masterKey = KEY;
    String keySet;
    try (EmbeddedIdentityProvider provider = folder.open()) {
      keySet = provider.keySet();
    }
    String sealed = read(keys().getFirst());

    folder.masterKey = OTHER;
    KeyFolders.reseal(folder.settings(), KEY);
    // As if the machine had stopped before the second file.
    Files.writeString(keys().getFirst(), sealed);
    assertRefused(folder::open, KEY.id(), OTHER.id());
    KeyFolders.reseal(folder.settings(), KEY);

    assertThat(keys()).allSatisfy(key -> assertThat(masterKeyOf(key)).isEqualTo(OTHER.id()));
    try (EmbeddedIdentityProvider provider = folder.open()) {
      assertThat(provider.keySet()).isEqualTo(keySet);
    }
    folder.masterKey = KEY;
    assertRefused(folder::open, OTHER.id(), KEY.id());
  }

  @Test
  void wrong_previous_master_key_changes_nothing() throws Exception {
    folder.masterKey = KEY;
    folder.open().close();
    Map<Path, String> before = content();

    folder.masterKey = OTHER;
    assertRefused(() -> KeyFolders.reseal(folder.settings(), OTHER), KEY.id(), OTHER.id());
    folder.masterKey = null;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyFolders.reseal(folder.settings(), KEY));

    assertThat(content()).isEqualTo(before);
  }

  private Authenticator enrol(EmbeddedIdentityProvider provider) {
    var access = Access.of(tokens(provider, alice).accessToken());
    Totp totp = provider.totp().orElseThrow();
    TotpSecret secret = ((Begun) totp.begin(access)).secret();
    Authenticator app = new Authenticator(secret);
    var _ = totp.confirm(access, app.code(START, -1));
    return app;
  }

  private SignedJWT idToken(EmbeddedIdentityProvider provider) throws Exception {
    return SignedJWT.parse(tokens(provider, alice).idToken().reveal());
  }

  private static boolean verifies(EmbeddedIdentityProvider provider, SignedJWT token)
      throws Exception {
    JWK key = JWKSet.parse(provider.keySet()).getKeyByKeyId(token.getHeader().getKeyID());
    return token.verify(new RSASSAVerifier(key.toRSAKey()));
  }

  /** The message is one line that names the setting and the ids of the keys, and no key. */
  private static void assertRefused(ThrowingCallable call, String... ids) {
    assertThatIllegalStateException()
        .isThrownBy(call)
        .satisfies(
            e ->
                assertThat(e)
                    .message()
                    .contains("MASTER_KEY")
                    .contains(ids)
                    .hasLineCount(1)
                    .doesNotContain(KEY.reveal(), OTHER.reveal()));
  }

  /** Returns the signing key and the key of authenticator apps. */
  private List<Path> keys() throws IOException {
    return folder.files().stream()
        .filter(file -> file.toString().matches(".*(\\.pem|secrets\\.key)"))
        .sorted()
        .toList();
  }

  private Map<Path, String> content() throws IOException {
    Map<Path, String> content = new TreeMap<>();
    for (Path file : folder.files()) {
      content.put(file, read(file));
    }
    return content;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static String masterKeyOf(Path file) throws IOException {
    return String.valueOf(KeyFolders.masterKeyIdOf(file));
  }
}
