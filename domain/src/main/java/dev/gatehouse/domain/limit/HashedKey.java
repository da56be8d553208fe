package dev.gatehouse.domain.limit;

import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps instead of names, addresses and mailboxes: the first half of a SHA-256 hash.
 * In practice no two inputs have the same key, and a key takes 16 bytes for names of any length.
 */
public record HashedKey(long high, long low) {
  private static final HexFormat HEX = HexFormat.of();

  /** Returns the key of a budget, which is the same for all limits. */
  public static HashedKey of(Budget budget) {
    String mailbox = budget.mailbox();
    if (mailbox == null) {
      return of(budget.username(), budget.network());
    }
    MessageDigest hash = sha256();
    hash.update(mailbox.getBytes(StandardCharsets.UTF_8));
    return firstHalf(hash);
  }

  /** Returns the key of a user, of a network, or of both. */
  public static HashedKey of(@Nullable Username username, @Nullable Network network) {
    MessageDigest hash = sha256();
    if (network != null) {
      hash.update(network.first().address().getAddress());
      hash.update((byte) network.bits());
    }
    // A separator, because no user name contains a space.
    hash.update((byte) ' ');
    if (username != null) {
      hash.update(username.folded().getBytes(StandardCharsets.UTF_8));
    }
    return firstHalf(hash);
  }

  private static HashedKey firstHalf(MessageDigest hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash.digest());
    return new HashedKey(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK does not support SHA-256", e);
    }
  }

  /** Returns 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
