package dev.gatehouse.adapter.memory;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a SHA-256: two budgets never share one, and it takes 16 bytes whatever the
 * name.
 */
record Key(long high, long low) {
  static Key of(@Nullable Username username, @Nullable ClientAddress address) {
    MessageDigest hash = sha256();
    if (address != null) {
      hash.update(address.address().getAddress());
    }
    // Nothing that a name may hold.
    hash.update((byte) ' ');
    if (username != null) {
      hash.update(username.folded().getBytes(StandardCharsets.UTF_8));
    }
    return firstHalf(hash);
  }

  private static Key firstHalf(MessageDigest hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash.digest());
    return new Key(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
