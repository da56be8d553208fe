package dev.gatehouse.adapter.embedded.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.adapter.embedded.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningKeyFolderTest {
  private final Path folder;
  private final SigningKeyFolder keys;

  SigningKeyFolderTest(@TempDir Path data) throws IOException {
    folder = data.resolve("signing-keys");
    keys = new SigningKeyFolder(SigningKeyFolder.folder(new DataDirectory(data), List.of()));
  }

  @Test
  void file_with_a_foreign_name_is_not_deleted() throws Exception {
    Path mine = Files.writeString(folder.resolve("mine.pem"), "somebody else's");

    keys.retain(Set.of());

    assertThat(mine).exists();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 700})
  void incomplete_key_file_is_refused(int length) throws Exception {
    Path file = keyFile();
    Files.writeString(file, Files.readString(file).substring(0, length));

    assertRefused(file, "PEM");
  }

  @Test
  void key_file_with_a_damaged_number_is_refused() throws Exception {
    Path file = keyFile();
    byte[] der = der(Files.readString(file));
    // Bytes of the modulus, the primes and the values derived from them. The private exponent,
    // which lies between them, is not used if the primes are known.
    for (int at : List.of(100, 200, 280, 600, 700, 800, 900, 1000, 1100, 1200)) {
      byte[] damaged = der.clone();
      damaged[at] ^= 0x10;
      Files.writeString(file, pem(damaged));

      assertRefused(file, "can't be used");
    }
  }

  @ParameterizedTest
  @CsvSource({"EC, 256, RSA", "RSA, 1024, 2048"})
  void key_of_another_kind_or_size_is_refused(String algorithm, int bits, String reason)
      throws Exception {
    Path file = keyFile();
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    Files.writeString(file, pem(generator.generateKeyPair().getPrivate().getEncoded()));

    assertRefused(file, reason);
  }

  @Test
  void key_file_with_a_wrong_name_is_refused() throws Exception {
    Path file = keyFile();
    Path renamed = Files.move(file, folder.resolve("mine.pem"));

    assertRefused(keys::findUnrecorded, renamed, file.getFileName().toString());
  }

  @Test
  void several_unrecorded_keys_are_refused() throws Exception {
    keyFile();
    keyFile();

    assertRefused(keys::findUnrecorded, folder, "2 signing keys");
  }

  /** Returns the file of a new key. */
  private Path keyFile() {
    SigningKey key = SigningKey.generate();
    keys.add(key);
    return folder.resolve(key.id() + ".pem");
  }

  private static String id(Path file) {
    return file.getFileName().toString().replace(".pem", "");
  }

  private void assertRefused(Path file, String reason) {
    assertRefused(keys::findUnrecorded, file, reason);
    assertRefused(() -> keys.load(id(file)), file, reason);
  }

  private static void assertRefused(ThrowingCallable call, Path path, String... reasons) {
    assertThatIllegalStateException()
        .isThrownBy(call)
        .withMessageContaining(path.toString())
        .satisfies(e -> assertThat(e).message().contains(reasons));
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static String pem(byte[] der) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
