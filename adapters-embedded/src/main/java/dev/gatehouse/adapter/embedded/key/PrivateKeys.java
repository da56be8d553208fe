package dev.gatehouse.adapter.embedded.key;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the private parts of signing keys.
 *
 * <p>Only the holder of the database's write lock may call it.
 */
public interface PrivateKeys {
  /**
   * Returns the stored key if the database has recorded none, or null. Folders of old versions have
   * such a key.
   *
   * @throws IllegalStateException if there is not exactly one valid key
   */
  @Nullable SigningKey findUnrecorded();

  /**
   * Stores a key durably.
   *
   * @throws IllegalStateException if it cannot be stored
   */
  void add(SigningKey key);

  /**
   * Returns a stored key.
   *
   * @throws IllegalStateException if it is missing, cannot be read or is damaged
   */
  SigningKey load(String keyId);

  /**
   * Deletes all keys except these, and the rest of interrupted writes.
   *
   * @throws IllegalStateException if they cannot be deleted
   */
  void retain(Set<String> keyIds);
}
