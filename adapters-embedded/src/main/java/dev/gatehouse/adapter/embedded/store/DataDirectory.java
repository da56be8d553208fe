package dev.gatehouse.adapter.embedded.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all that the provider keeps.
 *
 * <p>On POSIX file systems what is made here is its owner's alone from the moment it exists; files
 * that were there before (a restored backup, say) are made so. A data folder that was there before
 * keeps its permissions: they are the operator's choice.
 */
public final class DataDirectory {
  /** How the name of a file ends while it is being written. */
  public static final String TEMPORARY = ".tmp";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** A file lock is the whole process's; threads need another one. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path folder;
  private final boolean posix;

  /** Something to do in the folder. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /**
   * Takes a folder, which is created when absent.
   *
   * @throws IOException if it can't be
   */
  public DataDirectory(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(this.folder, attributes(OWNER_ONLY_FOLDER));
  }

  /**
   * Does what must not happen twice at a time in this folder, be it in this process or another.
   *
   * <p>Starting is such a thing: two at once would each make a signing key, and SQLite gives up at
   * once, without waiting, where two turn on its write-ahead log.
   *
   * @throws IOException if the work throws it, or the folder can't be locked
   */
  public <T extends @Nullable Object> T withLock(Work<T> work) throws IOException {
    IN_THIS_PROCESS.lock();
    try (FileChannel channel = FileChannel.open(file("start.lock"), WRITE);
        FileLock _ = channel.lock()) {
      return work.run();
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  /**
   * A folder inside, which is created when absent.
   *
   * @throws IOException if it can't be
   */
  public Path folder(String name) throws IOException {
    Path inside = Files.createDirectories(folder.resolve(name), attributes(OWNER_ONLY_FOLDER));
    restrict(inside, OWNER_ONLY_FOLDER);
    sync(folder);
    return inside;
  }

  /**
   * A file inside, which is created empty when absent.
   *
   * @throws IOException if it can't be
   */
  public Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      Files.createFile(file, attributes(OWNER_ONLY));
      sync(folder);
    } catch (FileAlreadyExistsException _) {
      restrict(file);
    }
    return file;
  }

  /**
   * Makes an existing file its owner's alone.
   *
   * @throws IOException if it can't be
   */
  public void restrict(Path file) throws IOException {
    restrict(file, OWNER_ONLY);
  }

  /**
   * Writes a new file: whenever the machine stops, it is there in full or not at all.
   *
   * <p>What an interrupted write leaves has the suffix {@value #TEMPORARY}.
   *
   * @throws IOException if it can't be written
   */
  public void write(Path directory, String name, String text) throws IOException {
    Path temporary = directory.resolve(name + TEMPORARY);
    try (FileChannel channel =
        FileChannel.open(temporary, Set.of(CREATE_NEW, WRITE), attributes(OWNER_ONLY))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
  }

  /**
   * Puts another text in the place of a file inside, if there is one: whenever the machine stops,
   * one of the two is there in full.
   *
   * <p>To be called by one at a time ({@link #withLock}).
   *
   * @throws IOException if it can't be written
   */
  public void replace(String name, String text) throws IOException {
    Files.deleteIfExists(folder.resolve(name + TEMPORARY));
    write(folder, name, text);
  }

  private void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (posix && !Files.getPosixFilePermissions(path).equals(permissions)) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /** A new name in a folder lasts once the folder itself is on the disk. */
  private void sync(Path directory) throws IOException {
    // Only POSIX systems let a folder be opened as a file.
    if (posix) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }
}
