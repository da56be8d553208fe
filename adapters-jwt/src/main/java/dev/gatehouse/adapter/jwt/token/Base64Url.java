package dev.gatehouse.adapter.jwt.token;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Decodes base64url by RFC 7515: no padding, no characters outside the alphabet, and only one valid
 * encoding for each content.
 */
public final class Base64Url {
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  /** Returns the decoded content, or null if the text is not the valid encoding. */
  public static byte @Nullable [] decode(byte[] text) {
    try {
      byte[] content = DECODER.decode(text);
      return endsAsSpelled(text, content) ? content : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Finds padding and unused bits, which the decoder accepts. Both occur only at the end. */
  private static boolean endsAsSpelled(byte[] text, byte[] content) {
    int groups = text.length / 4;
    if (content.length != text.length * 3 / 4) {
      return false;
    }
    byte[] end = Arrays.copyOfRange(text, groups * 4, text.length);
    byte[] contentOfEnd = Arrays.copyOfRange(content, groups * 3, content.length);
    return Arrays.equals(ENCODER.encode(contentOfEnd), end);
  }
}
