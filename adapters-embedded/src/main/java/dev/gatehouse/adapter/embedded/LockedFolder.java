package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.key.SigningKey;
import dev.gatehouse.adapter.embedded.key.SigningKeyFolder;
import dev.gatehouse.adapter.embedded.key.SigningKeyRotation;
import dev.gatehouse.adapter.embedded.key.SigningKeyStore;
import dev.gatehouse.adapter.embedded.key.SigningKeys;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.Schema;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;

/** Works in the data folder of a provider while no other process starts in it. */
final class LockedFolder {
  private LockedFolder() {}

  /** Work in a folder while no other process starts in it. */
  @FunctionalInterface
  interface FolderWork<T> {
    T run(DataDirectory directory) throws IOException;
  }

  static <T> T run(EmbeddedSettings settings, FolderWork<T> work) {
    try {
      DataDirectory directory = new DataDirectory(settings.dataDirectory());
      return directory.withLock(() -> work.run(directory));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The data folder %s cannot be used: %s".formatted(settings.dataDirectory(), reason(e)),
          e);
    }
  }

  /** The message of other exceptions may be a file name alone. */
  private static Object reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied ->
          "%s belongs to another user or is read-only; run this as the user of the server or as root, and see doctor"
              .formatted(denied.getFile());
      case FileSystemException failure when failure.getReason() != null -> failure.getReason();
      default -> e;
    };
  }

  static SqliteDatabase database(DataDirectory directory) throws IOException {
    return SqliteDatabase.open(directory.file(DataDirectory.DATABASE), Schema.current());
  }

  static SigningKeyRotation rotateSigningKey(EmbeddedSettings settings, InstantSource clock) {
    return run(
        settings,
        directory -> {
          KeyFolders keys = KeyFolders.open(directory, settings.masterKeys());
          try (SqliteDatabase database = database(directory)) {
            return new SigningKeys(
                    new SigningKeyStore(database),
                    new SigningKeyFolder(keys.signing),
                    settings.tokenLifetime(),
                    clock,
                    SigningKey::providerOfTheJdk)
                .rotate();
          }
        });
  }
}
