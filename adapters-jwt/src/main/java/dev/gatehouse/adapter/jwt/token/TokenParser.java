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

/** Parses tokens in compact form, and does all checks that need no key. */
public final class TokenParser {
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

  private final String algorithm;

  /**
   * The last accepted header. All tokens of one key have the same header, so it is decoded and
   * checked only once.
   */
  private volatile @Nullable AcceptedHeader last;

  /** The result of parsing a text. */
  public sealed interface ParseResult {
    record Parsed(CompactToken token) implements ParseResult {}

    record Malformed(TokenRefusal reason) implements ParseResult {}
  }

  private record Unwanted(String parameter, Header reason) {}

  /** Not a record, because a record with an array has no useful equality. */
  private static final class AcceptedHeader {
    final byte[] text;
    final String keyId;
    final Set<TokenUse> uses;

    AcceptedHeader(byte[] text, String keyId, Set<TokenUse> uses) {
      this.text = text;
      this.keyId = keyId;
      this.uses = uses;
    }

    boolean isHeaderOf(byte[] token, int headerEnd) {
      return Arrays.equals(text, 0, text.length, token, 0, headerEnd);
    }
  }

  /** Creates a parser of tokens whose header names the given algorithm. */
  public TokenParser(String algorithm) {
    this.algorithm = algorithm;
  }

  /** Parses a token. */
  public ParseResult parse(byte[] text) {
    int headerEnd = indexOfDot(text, 0);
    int payloadEnd = indexOfDot(text, headerEnd + 1);
    if (headerEnd == text.length
        || payloadEnd == text.length
        || indexOfDot(text, payloadEnd + 1) != text.length) {
      return new ParseResult.Malformed(Form.NOT_THREE_PARTS);
    }
    byte[] payload = Base64Url.decode(Arrays.copyOfRange(text, headerEnd + 1, payloadEnd));
    byte[] signature = Base64Url.decode(Arrays.copyOfRange(text, payloadEnd + 1, text.length));
    if (payload == null || signature == null) {
      return new ParseResult.Malformed(Form.BAD_BASE64);
    }
    AcceptedHeader header = last;
    if (header == null || !header.isHeaderOf(text, headerEnd)) {
      byte[] headerText = Arrays.copyOf(text, headerEnd);
      byte[] json = Base64Url.decode(headerText);
      if (json == null) {
        return new ParseResult.Malformed(Form.BAD_BASE64);
      }
      Map<String, Object> parameters = StrictJson.parseObject(json);
      if (parameters == null) {
        return new ParseResult.Malformed(Form.BAD_JSON);
      }
      TokenRefusal refusal = refusal(parameters);
      if (refusal != null) {
        return new ParseResult.Malformed(refusal);
      }
      Set<TokenUse> uses = uses(parameters.getOrDefault("typ", "JWT"));
      if (uses.isEmpty()) {
        return new ParseResult.Malformed(Header.WRONG_TYPE);
      }
      if (!(parameters.get("kid") instanceof String keyId)) {
        return new ParseResult.Malformed(TokenRefusal.Key.NO_KEY_ID);
      }
      header = new AcceptedHeader(headerText, keyId, uses);
      last = header;
    }
    return new ParseResult.Parsed(
        new CompactToken(header.keyId, header.uses, text, payloadEnd, signature, payload));
  }

  private static int indexOfDot(byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] != '.') {
      i++;
    }
    return Math.min(i, text.length);
  }

  private @Nullable TokenRefusal refusal(Map<String, Object> header) {
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
}
