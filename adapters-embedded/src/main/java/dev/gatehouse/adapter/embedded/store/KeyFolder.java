package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder inside the data folder, with a secret key in each file. With a sealing key the files are
 * sealed. Plain files can always be read, for example those of an older version.
 */
public final class KeyFolder {
  private final DataDirectory directory;
  private final Path folder;
  private final Pattern names;
  private final List<SealingKey> sealingKeys;

  /**
   * Opens a folder; creates it if needed.
   *
   * @param names the names of the files with keys; other files stay as they are
   * @param sealingKeys the keys that open sealed files; the first one also seals. Empty if files
   *     are written in plain text
   * @throws IOException if that fails
   */
  public KeyFolder(
      DataDirectory directory, String name, Pattern names, List<SealingKey> sealingKeys)
      throws IOException {
    this.directory = directory;
    this.folder = directory.folder(name);
    this.names = names;
    this.sealingKeys = List.copyOf(sealingKeys);
  }

  /** Returns the path of the folder. */
  public Path path() {
    return folder;
  }

  /** Returns the path of a file in the folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Returns all files of the folder.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /**
   * Restricts a file to its owner and reads it.
   *
   * @throws IOException if that fails
   * @throws IllegalStateException if the file is sealed and cannot be opened; the message names it
   */
  public String read(Path file) throws IOException {
    String text = directory.read(file);
    if (!SealingKey.isSealed(text)) {
      return text;
    }
    SealingKey key = keyOf(file, text);
    try {
      return key.open(text);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("The sealed key %s is damaged.".formatted(file), e);
    }
  }

  /**
   * Restricts an existing file to its owner.
   *
   * @throws IOException if that fails, or it is not a file
   */
  public void restrict(Path file) throws IOException {
    directory.restrict(file);
  }

  /**
   * Writes a new file atomically, sealed if there is a sealing key.
   *
   * @throws IOException if that fails
   */
  public void write(String name, String text) throws IOException {
    directory.write(folder, name, sealingKeys.isEmpty() ? text : sealingKeys.getFirst().seal(text));
  }

  /**
   * Checks that there is a key for each sealed file, without a change.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if a file is sealed with another key; the message names it
   */
  public void requireKeys() throws IOException {
    for (Path file : keyFiles()) {
      String text = directory.read(file);
      if (SealingKey.idOf(text) != null) {
        var _ = keyOf(file, text);
      }
    }
  }

  /**
   * Seals all files that the first sealing key has not sealed. Each file is replaced atomically.
   *
   * @throws IOException if that fails
   * @throws IllegalStateException if a file is sealed and cannot be opened; the message names it
   */
  public void sealAll() throws IOException {
    if (sealingKeys.isEmpty()) {
      return;
    }
    SealingKey sealing = sealingKeys.getFirst();
    for (Path file : keyFiles()) {
      if (!Objects.equals(SealingKey.idOf(directory.read(file)), sealing.id())) {
        directory.replace(folder, file.getFileName().toString(), sealing.seal(read(file)));
      }
    }
  }

  private List<Path> keyFiles() throws IOException {
    return files().stream()
        .filter(file -> names.matcher(file.getFileName().toString()).matches())
        .filter(file -> !file.toString().endsWith(DataDirectory.TEMPORARY))
        .toList();
  }

  private SealingKey keyOf(Path file, String sealed) {
    String id = SealingKey.idOf(sealed);
    return sealingKeys.stream()
        .filter(key -> Objects.equals(key.id(), id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(refusal(file, id)));
  }

  private String refusal(Path file, @Nullable String id) {
    if (id == null) {
      return "The sealed key %s is damaged.".formatted(file);
    }
    return sealingKeys.isEmpty()
        ? "The key %s is sealed: set MASTER_KEY to the master key with the id %s."
            .formatted(file, id)
        : "The key %s is sealed with the master key %s; MASTER_KEY has another id: %s."
            .formatted(
                file,
                id,
                sealingKeys.stream().map(SealingKey::id).collect(Collectors.joining(", ")));
  }
}
