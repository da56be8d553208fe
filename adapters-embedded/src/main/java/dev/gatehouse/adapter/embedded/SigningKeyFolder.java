package dev.gatehouse.adapter.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder {@code signing-keys}: each key in a file of its own, {@code <kid>.pem}.
 *
 * <p>Today there is one key; the layout has room for several.
 */
final class SigningKeyFolder {
  private static final Logger LOG = System.getLogger(SigningKeyFolder.class.getName());
  private static final String SUFFIX = ".pem";

  private final DataDirectory directory;
  private final Path folder;

  /**
   * Takes the folder inside the data directory, which is made when absent.
   *
   * @throws IOException if it can't be
   */
  SigningKeyFolder(DataDirectory directory) throws IOException {
    this.directory = directory;
    this.folder = directory.folder("signing-keys");
  }

  /**
   * The key that is here, made now when there is none.
   *
   * <p>For one caller at a time, those in other processes included.
   *
   * @throws IOException if the folder can't be read or written
   * @throws IllegalStateException if what is here isn't one sound key; the message names the path
   */
  SigningKey loadOrMake() throws IOException {
    for (Path unfinished : files(DataDirectory.TEMPORARY)) {
      Files.delete(unfinished);
    }
    List<Path> keys = files(SUFFIX);
    return switch (keys.size()) {
      case 0 -> make();
      case 1 -> load(keys.getFirst());
      default ->
          throw new IllegalStateException(
              "There are %d signing keys in %s; this version of Gatehouse knows how to use one."
                  .formatted(keys.size(), folder));
    };
  }

  private SigningKey make() throws IOException {
    SigningKey key = SigningKey.generate();
    directory.write(folder, key.id() + SUFFIX, key.pem());
    LOG.log(Level.INFO, "Made the signing key {0} in {1}", key.id(), folder);
    return key;
  }

  private SigningKey load(Path file) throws IOException {
    directory.restrict(file);
    SigningKey key;
    try {
      key = SigningKey.fromPem(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The signing key %s can't be used: %s.".formatted(file, e.getMessage()), e);
    }
    if (!file.getFileName().toString().equals(key.id() + SUFFIX)) {
      throw new IllegalStateException(
          "The signing key %s can't be used: its name should be %s."
              .formatted(file, key.id() + SUFFIX));
    }
    return key;
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }
}
