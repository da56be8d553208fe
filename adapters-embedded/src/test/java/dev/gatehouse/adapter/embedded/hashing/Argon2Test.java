package dev.gatehouse.adapter.embedded.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.account.Password;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the two libraries with each other and with hashes of others. */
final class Argon2Test {
  private static final Argon2 NATIVE = Argon2.fastest();
  private static final Argon2 JAVA = new Argon2(null);

  private static PasswordHasher hasher(Argon2 argon2) {
    return new PasswordHasher(Cost.LEAST, new SecureRandom(), () -> argon2);
  }

  private static Stream<PasswordHasher> hashers() {
    return Stream.of(hasher(NATIVE), hasher(JAVA));
  }

  @Test
  void machine_of_the_tests_has_the_native_library() {
    assertThat(NATIVE.library()).isEqualTo("libsodium");
    assertThat(JAVA.library()).isEqualTo("Bouncy Castle");
  }

  @Test
  void libraries_compute_the_same_hashes() {
    Random random = new Random(23);
    for (int i = 0; i < 200; i++) {
      byte[] secret = bytes(random, random.nextInt(200));
      EncodedHash like =
          parameters(
              8 + random.nextInt(100),
              1 + random.nextInt(4),
              1,
              bytes(random, 16),
              16 + random.nextInt(49));

      assertThat(Sodium.supports(like)).isTrue();
      byte[] hash = NATIVE.hash(secret, like);
      assertThat(hash).as("%d: %s", i, like).isEqualTo(JAVA.hash(secret, like));
      assertThat(hash).isEqualTo(ofEarlierVersions(like).hash(secret, like.saltBytes()).getBytes());
    }
  }

  private static Argon2Function ofEarlierVersions(EncodedHash like) {
    return Argon2Function.getInstance(
        like.memory(),
        like.iterations(),
        like.lanes(),
        like.hashBytes().length,
        com.password4j.types.Argon2.ID,
        like.version());
  }

  /** Bouncy Castle uses the memory of earlier hashes again. */
  @Test
  void memory_of_an_earlier_hash_does_not_matter() {
    byte[] secret = bytes(new Random(1), 20);
    EncodedHash small = parameters(8, 1, 1, new byte[16], 32);
    EncodedHash large = parameters(64, 2, 1, new byte[16], 32);
    byte[] first = JAVA.hash(secret, small);

    assertThat(JAVA.hash(secret, large)).isEqualTo(NATIVE.hash(secret, large));
    assertThat(JAVA.hash(secret, small)).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("hashers")
  void earlier_versions_accept_a_hash_and_their_hash_is_accepted(PasswordHasher hasher) {
    String password = "Correct1horse";
    String hash = hasher.hash(new Password(password)).phc();
    Argon2Function earlier = ofEarlierVersions(EncodedHash.of(new PasswordHash(hash)));

    assertThat(earlier.check(password, hash)).isTrue();
    assertThat(earlier.check("Correct1Horse", hash)).isFalse();
    PasswordHash old = new PasswordHash(earlier.hash(password).getResult());
    assertThat(hasher.matches(new Password(password), old)).isTrue();
    assertThat(hasher.matches(new Password("Correct1Horse"), old)).isFalse();
  }

  /** libsodium has only one lane. */
  @ParameterizedTest
  @MethodSource("hashers")
  void hash_with_two_lanes_matches(PasswordHasher hasher) {
    // From the tests of the reference implementation (phc-winner-argon2, test.c).
    PasswordHash lanes =
        new PasswordHash(
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ"
                + "$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc");

    assertThat(hasher.matches(new Password("password"), lanes)).isTrue();
    assertThat(hasher.matches(new Password("passwort"), lanes)).isFalse();
  }

  /** RFC 9106, section 5.3. Passwords have neither a key nor associated data. */
  @Test
  void bouncy_castle_computes_the_example_of_the_rfc() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(EncodedHash.CURRENT_VERSION)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(filled(32, 1), tag);

    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  /** No iteration is refused in the same way as too little memory. */
  @Test
  void failure_of_libsodium_is_reported() {
    EncodedHash refused = parameters(8, 0, 1, new byte[16], 32);

    assertThatThrownBy(() -> NATIVE.hash(new byte[1], refused))
        .isInstanceOf(IdentityProviderUnavailableException.class)
        .hasMessageContaining("libsodium computes no hash");
  }

  @Test
  void empty_secret_has_a_hash() {
    EncodedHash like = parameters(8, 1, 1, new byte[16], 32);

    assertThat(NATIVE.hash(new byte[0], like)).isEqualTo(JAVA.hash(new byte[0], like));
  }

  @Test
  void threads_do_not_disturb_each_other() {
    EncodedHash like = parameters(64, 2, 1, new byte[16], 32);
    byte[] expected = NATIVE.hash(filled(9, 9), like);

    assertThat(
            IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? NATIVE : JAVA).hash(filled(9, 9), like))
                .allMatch(hash -> Arrays.equals(hash, expected)))
        .isTrue();
  }

  private static EncodedHash parameters(
      int memory, int iterations, int lanes, byte[] salt, int length) {
    return new EncodedHash(
        EncodedHash.CURRENT_VERSION,
        memory,
        iterations,
        lanes,
        EncodedHash.base64(salt),
        EncodedHash.base64(new byte[length]));
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
