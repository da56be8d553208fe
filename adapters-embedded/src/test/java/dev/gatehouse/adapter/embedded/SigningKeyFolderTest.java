package dev.gatehouse.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningKeyFolderTest {
  private final Path folder;
  private final SigningKeyFolder keys;

  SigningKeyFolderTest(@TempDir Path data) throws IOException {
    folder = data.resolve("signing-keys");
    keys = new SigningKeyFolder(new DataDirectory(data));
  }

  @Test
  void key_is_made_once_and_found_again() throws Exception {
    SigningKey made = keys.loadOrMake();

    assertThat(keys.loadOrMake().keySet()).isEqualTo(made.keySet());
    assertThat(folder).isDirectoryContaining("glob:**/" + made.id() + ".pem");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void what_an_interrupted_write_left_is_cleared_away() throws Exception {
    Path unfinished = Files.writeString(folder.resolve("abc.pem.tmp"), "-----BEGIN");

    keys.loadOrMake();

    assertThat(unfinished).doesNotExist();
  }

  @Test
  void key_file_that_was_cut_off_is_refused() throws Exception {
    Path file = keyFile();
    Files.writeString(file, Files.readString(file).substring(0, 700));

    assertRefused(file, "PEM");
  }

  @Test
  void empty_key_file_is_refused() throws Exception {
    Path file = keyFile();
    Files.writeString(file, "");

    assertRefused(file, "PEM");
  }

  @Test
  void key_file_with_a_damaged_number_is_refused() throws Exception {
    Path file = keyFile();
    byte[] der = der(Files.readString(file));
    // Bytes of the modulus, the primes and what derives from them. The private exponent, between
    // them, is not used where the primes are known.
    for (int at : List.of(100, 200, 280, 600, 700, 800, 900, 1000, 1100, 1200)) {
      byte[] damaged = der.clone();
      damaged[at] ^= 0x10;
      Files.writeString(file, pem(damaged));

      assertRefused(file, "can't be used");
    }
  }

  @Test
  void key_of_another_kind_is_refused() throws Exception {
    Path file = keyFile();
    var generator = KeyPairGenerator.getInstance("EC");
    Files.writeString(file, pem(generator.generateKeyPair().getPrivate().getEncoded()));

    assertRefused(file, "RSA");
  }

  @Test
  void short_key_is_refused() throws Exception {
    Path file = keyFile();
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    Files.writeString(file, pem(generator.generateKeyPair().getPrivate().getEncoded()));

    assertRefused(file, "2048");
  }

  @Test
  void key_file_under_another_name_is_refused() throws Exception {
    Path file = keyFile();
    Path renamed = Files.move(file, folder.resolve("mine.pem"));

    assertRefused(renamed, file.getFileName().toString());
  }

  @Test
  void several_keys_are_refused() throws Exception {
    SigningKey other = SigningKey.generate();
    keys.loadOrMake();
    Files.writeString(folder.resolve(other.id() + ".pem"), other.pem());

    assertRefused(folder, "2 signing keys");
  }

  private Path keyFile() throws IOException {
    return folder.resolve(keys.loadOrMake().id() + ".pem");
  }

  private void assertRefused(Path path, String reason) {
    assertThatIllegalStateException()
        .isThrownBy(keys::loadOrMake)
        .withMessageContaining(path.toString())
        .withMessageContaining(reason);
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
