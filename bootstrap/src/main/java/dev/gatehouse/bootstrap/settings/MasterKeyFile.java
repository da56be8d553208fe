package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.adapter.embedded.store.FolderAccess;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.domain.MasterKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads {@code MASTER_KEY}: the key itself, or a file with it. Messages do not contain the path,
 * because somebody may write the key in its place.
 */
final class MasterKeyFile {
  static final String SETTING = "MASTER_KEY";

  private static final String PREFIX = "file:";

  /** More than a key with a line break. */
  private static final int MAX_BYTES = 128;

  private MasterKeyFile() {}

  /**
   * Parses the value of the setting.
   *
   * @throws IllegalArgumentException if it is not a key, and if the file does not contain one
   * @throws InvalidSettingException if the file cannot be used
   */
  static MasterKey parse(String text) {
    return new MasterKey(
        text.startsWith(PREFIX) ? read(Path.of(text.substring(PREFIX.length()))) : text);
  }

  private static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw InvalidSettingException.unusable(SETTING, "there is no such file");
    }
    try {
      String weakness = FolderAccess.weaknessOfSecret(file);
      if (weakness != null) {
        throw InvalidSettingException.unusable(
            SETTING,
            weakness + "; make the user of the server the owner of the file, and chmod 600 it");
      }
      try (InputStream bytes = Files.newInputStream(file)) {
        return new String(bytes.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1).strip();
      }
    } catch (IOException _) {
      throw InvalidSettingException.unusable(SETTING, "the file cannot be read");
    }
  }
}
