package dev.gatehouse.adapter.jwt.token;

import dev.gatehouse.domain.token.TokenUse;
import java.util.Set;

/**
 * A parsed JWT in compact form, not yet verified.
 *
 * <p>{@link TokenParser} has done all checks that need no key. The caller must still find the key,
 * verify the signature and check the claims.
 */
public final class CompactToken {
  private final String keyId;
  private final Set<TokenUse> uses;
  private final byte[] text;
  private final int signedLength;
  private final byte[] signature;
  private final byte[] payload;

  CompactToken(
      String keyId,
      Set<TokenUse> uses,
      byte[] text,
      int signedLength,
      byte[] signature,
      byte[] payload) {
    this.keyId = keyId;
    this.uses = uses;
    this.text = text;
    this.signedLength = signedLength;
    this.signature = signature;
    this.payload = payload;
  }

  /** Returns the key id from the token's header. */
  public String keyId() {
    return keyId;
  }

  /** Returns whether the type in the header allows this use. */
  public boolean allowsUse(TokenUse use) {
    return uses.contains(use);
  }

  /** Returns the whole token. Its first {@link #signedLength} bytes are the signed part. */
  public byte[] text() {
    return text;
  }

  public int signedLength() {
    return signedLength;
  }

  public byte[] signature() {
    return signature;
  }

  /** Returns the claims as JSON bytes. Read them only after the signature is verified. */
  public byte[] payload() {
    return payload;
  }
}
