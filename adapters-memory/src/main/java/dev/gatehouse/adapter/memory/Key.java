package dev.gatehouse.adapter.memory;

import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.AttemptScope.Codes;
import dev.gatehouse.domain.AttemptScope.CodesFrom;
import dev.gatehouse.domain.AttemptScope.Notes;
import dev.gatehouse.domain.AttemptScope.Proofs;
import dev.gatehouse.domain.AttemptScope.ProofsFrom;
import dev.gatehouse.domain.AttemptScope.Registrations;
import dev.gatehouse.domain.AttemptScope.Requests;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a SHA-256: two scopes never share one, and it takes 16 bytes whatever the name.
 */
record Key(long high, long low) {
  static Key of(AttemptScope scope) {
    return switch (scope) {
      case ProofsFrom(var username, var address) -> of(username, address);
      case Proofs(var username) -> of(username, null);
      case Requests(var address) -> of(null, address);
      case Registrations(var address) -> of(null, address);
      case CodesFrom(var username, var address) -> of(username, address);
      case Codes(var username) -> of(username, null);
      case Notes(var of) -> of(of).within(of.getClass().getSimpleName());
    };
  }

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

  /** Another key for each kind that this one is of. */
  private Key within(String kind) {
    MessageDigest hash = sha256();
    hash.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).flip());
    hash.update(kind.getBytes(StandardCharsets.UTF_8));
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
