package dev.gatehouse.adapter.embedded.key;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the private parts of signing keys are kept.
 *
 * <p>Used by one writer at a time: whoever holds the database's write lock.
 */
public interface PrivateKeys {
  /**
   * The key that is here although no key was ever recorded, or null: that of a folder from before
   * keys were recorded, say.
   *
   * @throws IllegalStateException if what is here isn't one sound key
   */
  @Nullable SigningKey findUnrecorded();

  /**
   * Keeps a key; it is durable on return.
   *
   * @throws IllegalStateException if it can't be kept
   */
  void add(SigningKey key);

  /**
   * A key that was added.
   *
   * @throws IllegalStateException if it is missing, can't be read or isn't sound
   */
  SigningKey load(String keyId);

  /**
   * Removes all keys but these, and what interrupted writes left.
   *
   * @throws IllegalStateException if they can't be removed
   */
  void retain(Set<String> keyIds);
}
