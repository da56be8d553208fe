package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.key.SigningKeyFolder;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.KeyFolder;
import dev.gatehouse.adapter.embedded.store.SealingKey;
import dev.gatehouse.adapter.embedded.totp.TotpKeyFile;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.MasterKey.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folders with the secret keys of a provider, which a master key can seal. */
public final class KeyFolders {
  final KeyFolder signing;
  final KeyFolder totp;

  private KeyFolders(DataDirectory directory, List<MasterKey> masterKeys) throws IOException {
    this.signing =
        SigningKeyFolder.folder(directory, sealingKeys(masterKeys, Purpose.SIGNING_KEYS));
    this.totp = TotpKeyFile.folder(directory, sealingKeys(masterKeys, Purpose.TOTP_KEY));
  }

  private static List<SealingKey> sealingKeys(List<MasterKey> masterKeys, Purpose purpose) {
    return masterKeys.stream().map(key -> new SealingKey(key.derive(purpose), key.id())).toList();
  }

  /**
   * Opens the folders, and seals what the first master key has not sealed yet.
   *
   * @param masterKeys the keys that may have sealed files; empty if none has
   * @throws IOException if a file cannot be read or written
   * @throws IllegalStateException if a file is sealed with another key; then nothing is changed
   */
  static KeyFolders open(DataDirectory directory, List<MasterKey> masterKeys) throws IOException {
    KeyFolders folders = new KeyFolders(directory, masterKeys);
    folders.signing.requireKeys();
    folders.totp.requireKeys();
    folders.signing.sealAll();
    folders.totp.sealAll();
    return folders;
  }

  /**
   * Seals the keys in a folder with the master key of the settings, in place of another one. After
   * a crash it can be called again.
   *
   * @param previous the master key that sealed them
   * @throws IllegalStateException if a key is sealed with neither master key, or the folder cannot
   *     be used
   * @throws IllegalArgumentException if the settings have no master key
   */
  public static void reseal(EmbeddedSettings settings, MasterKey previous) {
    MasterKey current = settings.masterKey();
    if (current == null) {
      throw new IllegalArgumentException("there is no new master key");
    }
    LockedFolder.run(settings, directory -> open(directory, List.of(current, previous)));
  }

  /**
   * Returns the id of the master key that sealed a file; null if the file is not sealed. Changes
   * nothing.
   *
   * @throws IOException if the file cannot be read
   */
  public static @Nullable String masterKeyIdOf(Path file) throws IOException {
    return SealingKey.idOf(Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  /**
   * Opens and parses a file as the server does. Returns why the server could not use it, such as
   * "it is not 32 bytes in Base64"; null if it could, or if no server reads such a file. Changes
   * nothing.
   *
   * @param masterKey the key that sealed the file; null if it is not sealed
   * @throws IOException if the file cannot be read
   */
  public static @Nullable String defectOf(Path file, @Nullable MasterKey masterKey)
      throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    try {
      if (SigningKeyFolder.isKey(file)) {
        var _ = SigningKeyFolder.parse(file, opened(text, masterKey, Purpose.SIGNING_KEYS));
      } else if (TotpKeyFile.isKey(file)) {
        var _ = TotpKeyFile.parse(opened(text, masterKey, Purpose.TOTP_KEY));
      }
      return null;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return e.getMessage();
    }
  }

  private static String opened(String text, @Nullable MasterKey masterKey, Purpose purpose) {
    return masterKey == null || !SealingKey.isSealed(text)
        ? text
        : sealingKeys(List.of(masterKey), purpose).getFirst().open(text);
  }
}
