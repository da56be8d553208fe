package dev.gatehouse.adapter.embedded.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of the provider.
 *
 * <p>On POSIX file systems only the owner can read new files. The permissions of existing files,
 * such as those of a restored backup, are restricted in the same way. An existing data folder keeps
 * its permissions, because the operator has chosen them, but is refused if other users can put
 * files into it ({@link FolderAccess}).
 *
 * <p>Symbolic links in the place of its files and folders are refused: another user may have put
 * them there to make the server change a file. The data folder itself may be a link.
 */
public final class DataDirectory {
  /** The name of the database. */
  public static final String DATABASE = "gatehouse.db";

  /** The suffix of a file while it is written. */
  public static final String TEMPORARY = ".tmp";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** A file lock belongs to the whole process, so threads need another lock. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path folder;
  private final boolean posix;
  private final FolderOwner owner;

  /** Work in the folder. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /**
   * Opens a folder; creates it if needed.
   *
   * @throws IOException if that fails, or the folder is not safe
   */
  public DataDirectory(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(this.folder, attributes(OWNER_ONLY_FOLDER));
    String weakness = FolderAccess.weakness(this.folder);
    if (weakness != null) {
      throw new FileSystemException(folder.toString(), null, weakness);
    }
    this.owner = FolderOwner.of(this.folder);
  }

  /**
   * Runs work that must not run twice at a time in this folder, in this process or another.
   *
   * <p>The start is such work. Two processes at once would each create a signing key, and SQLite
   * fails without waiting if two processes turn on its write-ahead log.
   *
   * @throws IOException if the work throws it, or the folder cannot be locked
   */
  public <T extends @Nullable Object> T withLock(Work<T> work) throws IOException {
    IN_THIS_PROCESS.lock();
    try (FileChannel channel = FileChannel.open(file("start.lock"), WRITE, NOFOLLOW_LINKS);
        FileLock _ = channel.lock()) {
      return work.run();
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  /**
   * Returns a folder inside; creates it if needed.
   *
   * @throws IOException if that fails
   */
  public Path folder(String name) throws IOException {
    Path inside = folder.resolve(name);
    try {
      Files.createDirectory(inside, attributes(OWNER_ONLY_FOLDER));
      owner.give(inside);
      sync(folder);
    } catch (FileAlreadyExistsException _) {
      restrict(inside, OWNER_ONLY_FOLDER);
    }
    return inside;
  }

  /**
   * Returns a file inside; creates it empty if needed.
   *
   * @throws IOException if that fails
   */
  public Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      Files.createFile(file, attributes(OWNER_ONLY));
      owner.give(file);
      sync(folder);
    } catch (FileAlreadyExistsException _) {
      restrict(file);
    }
    return file;
  }

  /**
   * Appends a line to a file inside, and writes it to the disk; creates the file if needed. First
   * ends a line that an earlier crash left unfinished. If it fails, no part of the line is left,
   * unless the disk does not even allow that.
   *
   * <p>Call this with the lock ({@link #withLock}).
   *
   * @throws IOException if that fails
   */
  public void appendLine(String name, String line) throws IOException {
    try (FileChannel file = FileChannel.open(file(name), READ, WRITE, NOFOLLOW_LINKS)) {
      DurableWrites.appendLine(file, line);
    }
  }

  /**
   * Restricts an existing file to its owner and reads it. Malformed UTF-8 becomes U+FFFD.
   *
   * @throws IOException if that fails
   */
  public String read(Path file) throws IOException {
    restrict(file);
    try (InputStream stream = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Restricts an existing file to its owner.
   *
   * @throws IOException if that fails, or it is not a file
   */
  public void restrict(Path file) throws IOException {
    restrict(file, OWNER_ONLY);
  }

  /**
   * Writes a new file atomically: if the machine stops, the file is complete or missing.
   *
   * <p>An interrupted write leaves a file with the suffix {@value #TEMPORARY}.
   *
   * @throws IOException if that fails
   */
  public void write(Path directory, String name, String text) throws IOException {
    Path temporary = directory.resolve(name + TEMPORARY);
    try (FileChannel channel =
        FileChannel.open(temporary, Set.of(CREATE_NEW, WRITE), attributes(OWNER_ONLY))) {
      DurableWrites.write(channel, text);
    }
    owner.give(temporary);
    Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
  }

  /**
   * Replaces the text of a file atomically: if the machine stops, the file has the old or the new
   * text. Creates the file if needed.
   *
   * <p>Call this with the lock ({@link #withLock}).
   *
   * @throws IOException if that fails
   */
  public void replace(String name, String text) throws IOException {
    replace(folder, name, text);
  }

  /** Replaces the text of a file in a folder inside, as {@link #replace(String, String)} does. */
  void replace(Path directory, String name, String text) throws IOException {
    Files.deleteIfExists(directory.resolve(name + TEMPORARY));
    write(directory, name, text);
  }

  private void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    if (!found.isRegularFile() && !found.isDirectory()) {
      throw new FileSystemException(
          path.toString(), null, "it is a link or a device; replace it with a file or remove it");
    }
    if (posix && !Files.getPosixFilePermissions(path, NOFOLLOW_LINKS).equals(permissions)) {
      Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS)
          .setPermissions(permissions);
    }
  }

  private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /** A new name is durable after the folder itself is written to the disk. */
  private void sync(Path directory) throws IOException {
    // Only POSIX systems can open a folder as a file.
    if (posix) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }
}
