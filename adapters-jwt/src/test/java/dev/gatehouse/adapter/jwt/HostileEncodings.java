package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.LARGEST;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.domain.token.TokenRefusal.Form.BAD_BASE64;
import static dev.gatehouse.domain.token.TokenRefusal.Form.BAD_JSON;
import static dev.gatehouse.domain.token.TokenRefusal.Form.NOT_THREE_PARTS;
import static dev.gatehouse.domain.token.TokenRefusal.Form.TOO_LARGE;
import static dev.gatehouse.domain.token.TokenRefusal.Key.BAD_SIGNATURE;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.testkit.TokenMint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with a wrong number of parts, non-canonical base64url, or a wrong size.
 *
 * <p>Headers and claims are signed in this spelling, so a lenient reader would accept the token.
 */
final class HostileEncodings extends HostileFamily {
  private static final int MAX = BearerToken.MAX_LENGTH;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** One of the three parts of a token. */
  private enum Part {
    HEADER(0),
    CLAIMS(1),
    SIGNATURE(2);

    private final int place;

    Part(int place) {
      this.place = place;
    }

    String of(BearerToken token) {
      return TokenForger.parts(token).get(place);
    }
  }

  HostileEncodings() {
    numbersOfParts();
    spareBits();
    trailingData();
    sizes();
    for (Part part : Part.values()) {
      padding(part);
      standardAlphabet(part, "-", "+", "%2D");
      standardAlphabet(part, "_", "/", "%5F");
      whiteSpace(part);
      outsideTheAlphabet(part);
    }
  }

  private void numbersOfParts() {
    composed(
        NOT_THREE_PARTS,
        """
        the HEADER alone = H  the CLAIMS alone = C  the SIGNATURE alone = S
        header and claims = H.C  header and signature = H.S  claims and signature = C.S
        a dot after the token = H.C.S.  a dot before the token = .H.C.S
        two dots after the header = H..C.S  two dots after the claims = H.C..S
        four parts = H.C.S.S  four parts, the header twice = H.H.C.S  five parts = H.C.S.C.S
        two tokens in one = H.C.S.H.C.S  two tokens with a comma = H.C.S,H.C.S
        another character for the dots = H:C:S  a full-width dot = H\uFF0EC.S
        dots percent-encoded = H%2EC%2ES  one letter = x
        """);
    add(NOT_THREE_PARTS, "one space", " ");
    for (int dots : List.of(1, 3, 4, 5, 100)) {
      add(NOT_THREE_PARTS, dots + " dots", ".".repeat(dots));
    }
    composed(BAD_BASE64, "the scheme and a token = Bearer H.C.S");
    add(BAD_JSON, "two dots", "..");
    add(BAD_JSON, "header and claims both empty", MINT.signed("", ""));
    composed(BAD_SIGNATURE, "an empty signature = H.C.");
  }

  /**
   * Adds texts in which H, C and S are replaced by the header, claims and signature of a valid
   * token.
   */
  private void composed(TokenRefusal reason, String table) {
    named(table)
        .forEach(
            (name, form) ->
                add(
                    reason,
                    name,
                    form.chars()
                        .mapToObj(HostileEncodings::partOrLetter)
                        .collect(Collectors.joining())));
  }

  private static String partOrLetter(int letter) {
    return switch (letter) {
      case 'H' -> Part.HEADER.of(TokenForger.good());
      case 'C' -> Part.CLAIMS.of(TokenForger.good());
      case 'S' -> Part.SIGNATURE.of(TokenForger.good());
      default -> Character.toString(letter);
    };
  }

  private void padding(Part part) {
    respelled(part, "with one =", text -> text + "=");
    respelled(part, "with two =", text -> text + "==");
    respelled(part, "with three =", text -> text + "===");
    respelled(part, "with = in front", text -> "=" + text);
    respelled(part, "with = within", text -> inserted(text, "="));
    respelled(part, "with a percent-encoded =", text -> text + "%3D");
    respelled(part, "with = and more", text -> text + "==AA");
  }

  private void standardAlphabet(Part part, String replaced, String standard, String encoded) {
    BearerToken token = tokenWith(part, replaced);
    String with = "with " + standard + " for " + replaced;
    respelled(token, part, with, text -> text.replace(replaced, standard));
    with = "with one percent-encoded " + replaced;
    respelled(token, part, with, text -> text.replace(replaced, encoded));
  }

  /** Returns a valid token with the character in one of its parts. */
  private static BearerToken tokenWith(Part part, String character) {
    for (int i = 0; ; i++) {
      // Both end with the six bits of one of the last two letters of the alphabet.
      String more = ">>>>????" + i;
      BearerToken token =
          MINT.token(TokenForger.header("x", more), TokenForger.idClaims("x", more));
      if (part.of(token).contains(character)) {
        return token;
      }
    }
  }

  private void whiteSpace(Part part) {
    whiteSpace(part, "a space", " ");
    whiteSpace(part, "a tab", "\t");
    whiteSpace(part, "a newline", "\n");
    whiteSpace(part, "a carriage return and newline", "\r\n");
    whiteSpace(part, "a no-break space", "\u00A0");
    whiteSpace(part, "a zero-width space", "\u200B");
    respelled(part, "in lines of 16", text -> text.replaceAll("(.{16})", "$1\n"));
  }

  private void whiteSpace(Part part, String name, String space) {
    respelled(part, "after " + name, text -> space + text);
    respelled(part, "with " + name + " within", text -> inserted(text, space));
    respelled(part, "before " + name, text -> text + space);
  }

  /**
   * Adds spare bits in the last letter (all values except zero), and the padding that is right for
   * the length.
   */
  private void spareBits() {
    for (int length = 1; length < 3; length++) {
      int spare = length == 1 ? 4 : 2;
      String header = ofLength(Map.of("alg", "RS256", "kid", "key-1"), length);
      String claims = ofLength(TokenForger.idClaims(), length);
      BearerToken signed = length == 1 ? TokenForger.good() : LARGEST.token(TokenForger.idClaims());
      for (int bits = 1; bits < 1 << spare; bits++) {
        String of = "with spare bits " + bits + " of " + spare;
        int value = bits;
        add(BAD_BASE64, "HEADER " + of, MINT.signed(withSpareBits(header, bits), claims));
        add(BAD_BASE64, "CLAIMS " + of, MINT.signed(header, withSpareBits(claims, bits)));
        respelled(signed, Part.SIGNATURE, of, text -> withSpareBits(text, value));
      }
      String right = "=".repeat(3 - length);
      add(BAD_BASE64, "header padded to " + right, MINT.signed(header + right, claims));
      add(BAD_BASE64, "claims padded to " + right, MINT.signed(header, claims + right));
    }
  }

  private static String withSpareBits(String text, int bits) {
    int last = ALPHABET.indexOf(text.charAt(text.length() - 1));
    return text.substring(0, text.length() - 1) + ALPHABET.charAt(last | bits);
  }

  /**
   * Returns an object in base64url. Its number of bytes has this remainder when divided by three.
   */
  private static String ofLength(Map<String, ? extends @Nullable Object> members, int remainder) {
    StringBuilder json = new StringBuilder(TokenMint.json(members));
    while (json.length() % 3 != remainder) {
      json.append(' ');
    }
    return TokenMint.encoded(json.toString());
  }

  private void outsideTheAlphabet(Part part) {
    List<String> characters = new ArrayList<>();
    for (char c = 0; c < 128; c++) {
      // White space, padding and the standard alphabet have separate rows.
      if (ALPHABET.indexOf(c) < 0 && "\t\n\r =.+/".indexOf(c) < 0) {
        characters.add(String.valueOf(c));
      }
    }
    characters.addAll(
        entries("\u0080  \u00E9  \u00FF  \u0131  \u2011  \u20AC  \uFF21  \uFEFF  \u0430"));
    characters.addAll(List.of("\uD83D\uDE00", "\uD800", "\uDC00"));
    for (String character : characters) {
      String name =
          TokenMint.json(character).replace("\uD800", "U+D800").replace("\uDC00", "U+DC00");
      respelled(
          part,
          "with " + name + " for a letter",
          text -> text.substring(0, 9) + character + text.substring(10));
    }
    // One letter more than a multiple of four is not a valid length.
    respelled(
        part, "with an impossible length", text -> text.substring(0, text.length() / 4 * 4 - 3));
    respelled(part, "of one letter", _ -> "A");
  }

  private void trailingData() {
    String good = TokenForger.good().reveal();
    for (String more : entries("?x=1  &x=1  #x  ;  ,  \"  '  \0  %00  \\n")) {
      add(BAD_BASE64, "a token and then " + TokenMint.json(more), good + more);
    }
    composed(BAD_BASE64, "a token in quotes = \"H.C.S\"  a token in angle brackets = <H.C.S>");
    composed(BAD_BASE64, "a token and AAA = H.C.SAAA");
    // More than 342 letters are valid base64url of a longer signature.
    composed(
        BAD_SIGNATURE,
        "a token and A = H.C.SA  a token and AA = H.C.SAA  a token and AAAA = H.C.SAAAA");
    String less = good.substring(0, good.length() - 1);
    add(BAD_BASE64, "a token less its last letter", less);
    add(BAD_SIGNATURE, "a token less its last two letters", less.substring(0, less.length() - 1));
    add(BAD_BASE64, "a token less its first letter", good.substring(1));
  }

  private void sizes() {
    add(NOT_THREE_PARTS, "the most letters", "x".repeat(MAX));
    add(NOT_THREE_PARTS, "the most dots", ".".repeat(MAX));
    add(NOT_THREE_PARTS, "the most letters that are no ASCII", "\u20AC".repeat(MAX));
    add(TOO_LARGE, "one letter too many", "x".repeat(MAX + 1));
    add(TOO_LARGE, "one dot too many", ".".repeat(MAX + 1));
    add(TOO_LARGE, "one space too many", " ".repeat(MAX + 1));
    add(TOO_LARGE, "100 KB", "x".repeat(100_000));
    add(TOO_LARGE, "a mebibyte of dots", ".".repeat(1 << 20));
    add(TOO_LARGE, "a mebibyte of open brackets", "[".repeat(1 << 20));
    add(TOO_LARGE, "genuine, one character too many", ofSize(MAX + 1));
    add(TOO_LARGE, "genuine, two characters too many", ofSize(MAX + 2));
    add(TOO_LARGE, "genuine, of 100 KB", ofSize(100_000));
    add(TOO_LARGE, "genuine, with a kid of 100 KB", TokenForger.withKeyId("k".repeat(100_000)));
    add(TOO_LARGE, "good, then 24 KB of spaces", TokenForger.good().reveal() + " ".repeat(MAX));
  }

  /** Returns a correctly signed token with exactly this number of characters. */
  static BearerToken ofSize(int characters) {
    // If no length of the claims leads to the size, another length of the header does.
    for (String more : List.of("", "x")) {
      Map<String, @Nullable Object> header = TokenForger.header("filler", more);
      int length = MINT.token(header, TokenForger.idClaims("filler", "")).reveal().length();
      int filler = (characters - length) * 3 / 4;
      for (int i = Math.max(0, filler - 3); i < filler + 3; i++) {
        BearerToken token = MINT.token(header, TokenForger.idClaims("filler", "x".repeat(i)));
        if (token.reveal().length() == characters) {
          return token;
        }
      }
    }
    throw new AssertionError("no token of " + characters + " characters");
  }

  private static String inserted(String text, String more) {
    int middle = text.length() / 2;
    return text.substring(0, middle) + more + text.substring(middle);
  }

  private void respelled(Part part, String how, UnaryOperator<String> spelling) {
    respelled(TokenForger.good(), part, how, spelling);
  }

  /** Adds a token with another spelling of a part. It is signed in that spelling. */
  private void respelled(BearerToken token, Part part, String how, UnaryOperator<String> spelling) {
    List<String> parts = TokenForger.parts(token);
    parts.set(part.place, spelling.apply(part.of(token)));
    add(
        BAD_BASE64,
        part + " " + how,
        part == Part.SIGNATURE
            ? new BearerToken(String.join(".", parts))
            : MINT.signed(parts.get(0), parts.get(1)));
  }
}
