package dev.gatehouse.adapter.embedded.key;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Private keys that last as long as the provider; the first is the one that all in-memory providers
 * of this JVM share, for making one takes as long as a whole test.
 */
public final class PrivateKeysInMemory implements PrivateKeys {
  private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

  @Override
  public SigningKey findUnrecorded() {
    SigningKey key = SigningKey.ofThisJvm();
    add(key);
    return key;
  }

  @Override
  public void add(SigningKey key) {
    keys.put(key.id(), key);
  }

  @Override
  public SigningKey load(String keyId) {
    SigningKey key = keys.get(keyId);
    if (key == null) {
      throw new IllegalStateException("The signing key " + keyId + " is missing.");
    }
    return key;
  }

  @Override
  public void retain(Set<String> keyIds) {
    keys.keySet().retainAll(keyIds);
  }
}
