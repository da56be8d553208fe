package dev.gatehouse.adapter.embedded.key;

import static java.util.Objects.requireNonNull;
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

final class SigningKeyFolderTest {
  private final Path folder;
  private final SigningKeyFolder keys;

  SigningKeyFolderTest(@TempDir Path data) throws IOException {
    folder = data.resolve("signing-keys");
    keys = new SigningKeyFolder(new DataDirectory(data));
  }

  @Test
  void key_that_was_added_is_found_again() throws Exception {
    SigningKey added = SigningKey.generate();
    keys.add(added);

    assertThat(keys.load(added.id()).publicJwk()).isEqualTo(added.publicJwk());
    assertThat(names()).containsExactly(added.id() + ".pem");
  }

  @Test
  void lone_key_is_the_one_from_before_keys_were_recorded() throws Exception {
    assertThat(keys.findUnrecorded()).isNull();
    Path file = keyFile();

    assertThat(requireNonNull(keys.findUnrecorded()).id() + ".pem")
        .isEqualTo(file.getFileName().toString());
  }

  @Test
  void key_that_is_not_retained_is_removed_and_so_is_what_an_interrupted_write_left()
      throws Exception {
    Path kept = keyFile();
    Path dropped = keyFile();
    Files.writeString(folder.resolve(SigningKey.generate().id() + ".pem.tmp"), "-----BEGIN");

    keys.retain(Set.of(id(kept)));

    assertThat(dropped).doesNotExist();
    assertThat(names()).containsExactly(kept.getFileName().toString());
  }

  @Test
  void file_that_is_not_named_like_ours_is_left_alone() throws Exception {
    Path mine = Files.writeString(folder.resolve("mine.pem"), "somebody else's");

    keys.retain(Set.of());

    assertThat(mine).exists();
  }

  @Test
  void missing_key_is_refused_and_the_way_out_is_told() throws Exception {
    Path file = keyFile();
    Files.delete(file);

    assertRefused(() -> keys.load(id(file)), file, "missing", "rotate-key");
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

    assertRefused(keys::findUnrecorded, renamed, file.getFileName().toString());
  }

  @Test
  void several_keys_are_refused_where_nothing_tells_which_one_signs() throws Exception {
    keyFile();
    keyFile();

    assertRefused(keys::findUnrecorded, folder, "2 signing keys");
  }

  /** The file of a new key. */
  private Path keyFile() {
    SigningKey key = SigningKey.generate();
    keys.add(key);
    return folder.resolve(key.id() + ".pem");
  }

  private static String id(Path file) {
    return file.getFileName().toString().replace(".pem", "");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
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
