package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user to whom the files of a data folder belong: the owner of the database, or of the folder
 * if there is no database. If one of the two belongs to root, it is the other one's owner.
 *
 * <p>Root may also work in the folder, with a command of an operator. What root creates there gets
 * this user as its owner; otherwise the server could not read it. SQLite does the same for its own
 * files.
 */
public final class FolderOwner {
  private static final String UID = "unix:uid";
  private static final String GID = "unix:gid";
  private static final int ROOT = 0;

  /** What belongs to the user; null if that is root, or the file system has no users. */
  private final @Nullable Path example;

  private FolderOwner(@Nullable Path example) {
    this.example = example;
  }

  /**
   * Finds the owner of an existing folder.
   *
   * @throws IOException if the folder cannot be examined
   */
  public static FolderOwner of(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return new FolderOwner(null);
    }
    List<Path> examples = new ArrayList<>(List.of(folder));
    Path database = folder.resolve(DataDirectory.DATABASE);
    if (Files.isRegularFile(database, LinkOption.NOFOLLOW_LINKS)) {
      examples.addFirst(database);
    }
    for (Path example : examples) {
      if (number(example, UID) != ROOT) {
        return new FolderOwner(example);
      }
    }
    return new FolderOwner(null);
  }

  /**
   * Returns the name of the user, or the number if there is no name; null for root.
   *
   * @throws IOException if the folder cannot be examined
   */
  public @Nullable String name() throws IOException {
    return example == null ? null : Files.getOwner(example).getName();
  }

  /**
   * Returns whether a file of the folder belongs to the user. If that is root, returns true.
   *
   * @throws IOException if the file cannot be examined
   */
  public boolean owns(Path file) throws IOException {
    return example == null || number(example, UID) == number(file, UID, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Gives a file or folder that this process has just created to the user.
   *
   * @throws IOException if that fails, or if it is no longer what this process has created
   */
  void give(Path created) throws IOException {
    if (example == null || owns(created)) {
      return;
    }
    // The user can put a link in its place. Links are not followed; a second name of another file
    // of root shows in the number of its names.
    if (!Files.isDirectory(created, LinkOption.NOFOLLOW_LINKS)
        && number(created, "unix:nlink", LinkOption.NOFOLLOW_LINKS) != 1) {
      throw new IOException(created + " was replaced by another user");
    }
    Files.setAttribute(created, GID, number(example, GID), LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(created, UID, number(example, UID), LinkOption.NOFOLLOW_LINKS);
  }

  private static int number(Path path, String attribute, LinkOption... options) throws IOException {
    return (int) Files.getAttribute(path, attribute, options);
  }
}
