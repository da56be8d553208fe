package dev.gatehouse.adapter.jwt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of tokens that were verified, to the byte, and the key that each names: an issuer
 * writes the same one for every token that a key signs, and there is no need to read it again.
 */
final class KnownHeaders {
  /** Several issuers with two keys each; of more the newest are known. */
  private static final int SIZE = 8;

  private volatile List<Known> known = List.of();

  /** A header as it was sent. */
  private static final class Known {
    private final byte[] text;
    private final String keyId;

    private Known(byte[] text, String keyId) {
      this.text = text;
      this.keyId = keyId;
    }

    private boolean begins(byte[] token, int length) {
      return Arrays.equals(text, 0, text.length, token, 0, length);
    }
  }

  /** The key that the first bytes of a token name; null where they are not known. */
  @Nullable String keyId(byte[] token, int length) {
    for (Known header : known) {
      if (header.begins(token, length)) {
        return header.keyId;
      }
    }
    return null;
  }

  /** Remembers the header of a token that was verified. */
  void remember(CompactToken token) {
    if (keyId(token.text(), token.headerLength()) == null) {
      List<Known> renewed = new ArrayList<>();
      renewed.add(new Known(Arrays.copyOf(token.text(), token.headerLength()), token.keyId()));
      renewed.addAll(known.subList(0, Math.min(known.size(), SIZE - 1)));
      known = renewed;
    }
  }
}
