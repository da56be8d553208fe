package dev.gatehouse.adapter.embedded.totp;

import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.KeyFolder;
import dev.gatehouse.adapter.embedded.store.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The file {@code totp/secrets.key}, outside of the database: in Base64, or sealed. */
public final class TotpKeyFile {
  private static final String NAME = "secrets.key";

  private TotpKeyFile() {}

  /**
   * Opens the folder of the file inside the data folder; creates it if needed.
   *
   * @throws IOException if that fails
   */
  public static KeyFolder folder(DataDirectory directory, List<SealingKey> sealingKeys)
      throws IOException {
    return new KeyFolder(directory, "totp", Pattern.compile(Pattern.quote(NAME)), sealingKeys);
  }

  /**
   * Reads the key; creates it if there is none and no secret needs one.
   *
   * @param sealed counts the secrets that need the key; called only if the key is missing
   * @throws IllegalStateException if the key is damaged, or missing although secrets need it; the
   *     message names the path and a solution
   * @throws IOException if the file cannot be read or written
   */
  public static TotpKey open(KeyFolder folder, LongSupplier sealed, SecureRandom random)
      throws IOException {
    Path file = folder.file(NAME);
    if (!Files.exists(file)) {
      long secrets = sealed.getAsLong();
      if (secrets > 0) {
        throw new IllegalStateException(
            "The key %s is missing, without which no code of the authenticator apps of %d users can be checked; put it back, or give their apps up with users remove-totp."
                .formatted(file, secrets));
      }
      Files.deleteIfExists(folder.file(NAME + DataDirectory.TEMPORARY));
      folder.write(NAME, Base64.getEncoder().encodeToString(TotpKey.bytes(random)));
    }
    try {
      return parse(folder.read(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The key %s can't be used: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** Returns whether a file has the name of the key. */
  public static boolean isKey(Path file) {
    return file.endsWith(NAME);
  }

  /**
   * Parses the text of the file.
   *
   * @throws IllegalArgumentException if it is no key; the message says why
   */
  public static TotpKey parse(String text) {
    try {
      return new TotpKey(Base64.getDecoder().decode(text.strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "it is not %d bytes in Base64".formatted(SealingKey.BYTES), e);
    }
  }
}
