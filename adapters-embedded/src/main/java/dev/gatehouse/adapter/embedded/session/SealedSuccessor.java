package dev.gatehouse.adapter.embedded.session;

import dev.gatehouse.adapter.embedded.store.RandomText;
import dev.gatehouse.adapter.embedded.store.SealingKey;
import dev.gatehouse.domain.token.RefreshToken;

/**
 * Encrypts a refresh token with the token that it replaces. Only the owner of the old token can
 * read the new one, and the database alone is not enough.
 */
final class SealedSuccessor {
  private SealedSuccessor() {}

  static String seal(RefreshToken old, RefreshToken successor) {
    return key(old).seal(successor.reveal());
  }

  /**
   * Decrypts the successor of a token.
   *
   * @throws IllegalStateException if it was encrypted with another token
   */
  static RefreshToken open(RefreshToken old, String sealed) {
    return new RefreshToken(key(old).open(sealed));
  }

  /** Another hash than the one that is stored, so that the database does not contain the key. */
  private static SealingKey key(RefreshToken old) {
    return new SealingKey(RandomText.hash(new RefreshToken("successor of " + old.reveal())));
  }
}
