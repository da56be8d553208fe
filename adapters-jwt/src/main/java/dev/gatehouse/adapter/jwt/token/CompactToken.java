package dev.gatehouse.adapter.jwt.token;

import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenRefusal.Form;
import dev.gatehouse.domain.token.TokenRefusal.Header;
import dev.gatehouse.domain.token.TokenUse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed JWT in compact form, not yet verified.
 *
 * <p>All checks that need no key are done. The caller must still find the key, verify the signature
 * and check the claims.
 */
public final class CompactToken {
  /**
   * Header parameters that are not allowed. If a header contains several, the first in this list
   * determines the reason.
   */
  private static final List<Unwanted> UNWANTED =
      List.of(
          new Unwanted("crit", Header.CRITICAL_PARAMETER),
          new Unwanted("b64", Header.UNENCODED_PAYLOAD),
          new Unwanted("zip", Header.COMPRESSED_PAYLOAD),
          new Unwanted("cty", Header.NESTED_PAYLOAD),
          new Unwanted("jwk", Header.EMBEDDED_KEY),
          new Unwanted("jku", Header.EMBEDDED_KEY),
          new Unwanted("x5u", Header.EMBEDDED_KEY),
          new Unwanted("x5c", Header.EMBEDDED_KEY),
          new Unwanted("x5t", Header.EMBEDDED_KEY),
          new Unwanted("x5t#S256", Header.EMBEDDED_KEY));

  /** The types of a JWT of any use, and of an access token (RFC 9068). */
  private static final Map<String, Set<TokenUse>> TYPES =
      Map.of(
          "jwt", Set.of(TokenUse.ID, TokenUse.ACCESS),
          "at+jwt", Set.of(TokenUse.ACCESS),
          "application/at+jwt", Set.of(TokenUse.ACCESS));

  private final String keyId;
  private final Set<TokenUse> uses;
  private final byte[] text;
  private final int signedLength;
  private final byte[] signature;
  private final byte[] payload;

  /** The result of parsing a text. */
  public sealed interface ParseResult {
    record Parsed(CompactToken token) implements ParseResult {}

    record Malformed(TokenRefusal reason) implements ParseResult {}
  }

  private record Unwanted(String parameter, Header reason) {}

  private CompactToken(
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

  /** Parses a token. Its header must name the given algorithm. */
  public static ParseResult parse(byte[] text, String algorithm) {
    int headerEnd = indexOfDot(text, 0);
    int payloadEnd = indexOfDot(text, headerEnd + 1);
    if (headerEnd == text.length
        || payloadEnd == text.length
        || indexOfDot(text, payloadEnd + 1) != text.length) {
      return new ParseResult.Malformed(Form.NOT_THREE_PARTS);
    }
    byte[] header = Base64Url.decode(Arrays.copyOf(text, headerEnd));
    byte[] payload = Base64Url.decode(Arrays.copyOfRange(text, headerEnd + 1, payloadEnd));
    byte[] signature = Base64Url.decode(Arrays.copyOfRange(text, payloadEnd + 1, text.length));
    if (header == null || payload == null || signature == null) {
      return new ParseResult.Malformed(Form.BAD_BASE64);
    }
    Map<String, Object> parameters = StrictJson.parseObject(header);
    if (parameters == null) {
      return new ParseResult.Malformed(Form.BAD_JSON);
    }
    TokenRefusal refusal = refusal(parameters, algorithm);
    if (refusal != null) {
      return new ParseResult.Malformed(refusal);
    }
    Set<TokenUse> uses = uses(parameters.getOrDefault("typ", "JWT"));
    if (uses.isEmpty()) {
      return new ParseResult.Malformed(Header.WRONG_TYPE);
    }
    return parameters.get("kid") instanceof String keyId
        ? new ParseResult.Parsed(
            new CompactToken(keyId, uses, text, payloadEnd, signature, payload))
        : new ParseResult.Malformed(TokenRefusal.Key.NO_KEY_ID);
  }

  private static int indexOfDot(byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] != '.') {
      i++;
    }
    return Math.min(i, text.length);
  }

  private static @Nullable TokenRefusal refusal(Map<String, Object> header, String algorithm) {
    if (!(header.get("alg") instanceof String named)) {
      return Header.NO_ALGORITHM;
    }
    if (!named.equals(algorithm)) {
      return Header.WRONG_ALGORITHM;
    }
    for (Unwanted unwanted : UNWANTED) {
      if (header.containsKey(unwanted.parameter())) {
        return unwanted.reason();
      }
    }
    return null;
  }

  private static Set<TokenUse> uses(Object type) {
    return type instanceof String text
        ? TYPES.getOrDefault(text.toLowerCase(Locale.ROOT), Set.of())
        : Set.of();
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
