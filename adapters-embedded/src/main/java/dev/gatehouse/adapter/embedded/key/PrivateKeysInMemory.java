package dev.gatehouse.adapter.embedded.key;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Private keys in memory. All providers in memory of a JVM share their first key, because creating
 * one takes as long as a whole test.
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
