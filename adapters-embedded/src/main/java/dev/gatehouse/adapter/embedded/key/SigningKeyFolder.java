package dev.gatehouse.adapter.embedded.key;

import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.KeyFolder;
import dev.gatehouse.adapter.embedded.store.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code signing-keys}, with the private part of each key in a file {@code <kid>.pem}:
 * in PEM form, or sealed.
 */
public final class SigningKeyFolder implements PrivateKeys {
  private static final String SUFFIX = ".pem";

  /** The names of our files: a SHA-256 thumbprint (RFC 7638) in base64url. */
  private static final Pattern NAME =
      Pattern.compile("[\\w-]{43}\\.pem(" + Pattern.quote(DataDirectory.TEMPORARY) + ")?");

  private final KeyFolder folder;

  public SigningKeyFolder(KeyFolder folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder inside the data folder; creates it if needed.
   *
   * @throws IOException if that fails
   */
  public static KeyFolder folder(DataDirectory directory, List<SealingKey> sealingKeys)
      throws IOException {
    return new KeyFolder(directory, "signing-keys", NAME, sealingKeys);
  }

  /** Returns whether a file has the name of a complete key. */
  public static boolean isKey(Path file) {
    String name = file.getFileName().toString();
    return NAME.matcher(name).matches() && name.endsWith(SUFFIX);
  }

  @Override
  public @Nullable SigningKey findUnrecorded() {
    List<Path> keys = files().stream().filter(file -> file.toString().endsWith(SUFFIX)).toList();
    return switch (keys.size()) {
      case 0 -> null;
      case 1 -> load(keys.getFirst());
      default ->
          throw new IllegalStateException(
              "There are %d signing keys in %s, and the database does not say which one signs; leave the one that shall."
                  .formatted(keys.size(), folder.path()));
    };
  }

  @Override
  public void add(SigningKey key) {
    try {
      folder.write(key.id() + SUFFIX, key.pem());
    } catch (IOException e) {
      throw new IllegalStateException(
          "The signing key %s can't be written: %s".formatted(file(key.id()), e), e);
    }
  }

  @Override
  public SigningKey load(String keyId) {
    return load(file(keyId));
  }

  private SigningKey load(Path file) {
    try {
      return parse(file, folder.read(file));
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "The signing key %s is missing; put it back, or make another one with rotate-key."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("The signing key %s can't be read: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The signing key %s can't be used: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Parses the text of a file.
   *
   * @throws IllegalArgumentException if it is no key that a server can use; the message says why
   */
  public static SigningKey parse(Path file, String pem) {
    SigningKey key = SigningKey.fromPem(pem);
    String name = key.id() + SUFFIX;
    if (!file.getFileName().toString().equals(name)) {
      throw new IllegalArgumentException("its name should be " + name);
    }
    return key;
  }

  @Override
  public void retain(Set<String> keyIds) {
    for (Path file : files()) {
      String name = file.getFileName().toString();
      try {
        if (name.endsWith(SUFFIX) && keyIds.contains(idOf(name))) {
          folder.restrict(file);
        } else if (NAME.matcher(name).matches()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new IllegalStateException(
            "The signing key %s can't be removed or restricted: %s".formatted(file, e), e);
      }
    }
  }

  private Path file(String keyId) {
    return folder.file(keyId + SUFFIX);
  }

  private static String idOf(String name) {
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private List<Path> files() {
    try {
      return folder.files();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The folder %s can't be read: %s".formatted(folder.path(), e), e);
    }
  }
}
