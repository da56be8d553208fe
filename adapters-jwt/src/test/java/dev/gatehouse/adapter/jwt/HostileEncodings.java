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
import org.jspecify.annotations.Nullable;

/**
 * Other numbers of parts than three, other spellings of base64url, and sizes.
 *
 * <p>Headers and claims are signed as they are spelled here: a lenient reader would find a genuine
 * token.
 */
final class HostileEncodings {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final List<Hostile> tokens = new ArrayList<>();

  /** One of a token's three parts. */
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

  private HostileEncodings() {}

  static List<Hostile> tokens() {
    HostileEncodings family = new HostileEncodings();
    family.numbersOfParts();
    family.padding();
    family.standardAlphabet();
    family.whiteSpace();
    family.spareBits();
    family.outsideTheAlphabet();
    family.trailingData();
    family.sizes();
    return family.tokens;
  }

  private void numbersOfParts() {
    List<String> parts = TokenForger.parts(TokenForger.good());
    String header = parts.get(0);
    String claims = parts.get(1);
    String signature = parts.get(2);
    for (Part part : Part.values()) {
      add("the " + part + " alone", part.of(TokenForger.good()), NOT_THREE_PARTS);
    }
    add("header and claims", header + "." + claims, NOT_THREE_PARTS);
    add("header and signature", header + "." + signature, NOT_THREE_PARTS);
    add("claims and signature", claims + "." + signature, NOT_THREE_PARTS);
    String good = String.join(".", parts);
    add("a dot after the token", good + ".", NOT_THREE_PARTS);
    add("a dot before the token", "." + good, NOT_THREE_PARTS);
    add("two dots after the header", header + ".." + claims + "." + signature, NOT_THREE_PARTS);
    add("two dots after the claims", header + "." + claims + ".." + signature, NOT_THREE_PARTS);
    add("four parts", good + "." + signature, NOT_THREE_PARTS);
    add("four parts, the header twice", header + "." + good, NOT_THREE_PARTS);
    add("five parts", good + "." + claims + "." + signature, NOT_THREE_PARTS);
    add("two tokens in one", good + "." + good, NOT_THREE_PARTS);
    add("two tokens with a comma", good + "," + good, NOT_THREE_PARTS);
    add("one letter", "x", NOT_THREE_PARTS);
    add("one space", " ", NOT_THREE_PARTS);
    add("the scheme and a token", "Bearer " + good, BAD_BASE64);
    for (int dots : List.of(1, 3, 4, 5, 100)) {
      add(dots + " dots", ".".repeat(dots), NOT_THREE_PARTS);
    }
    add("two dots", "..", BAD_JSON);
    add("header and claims both empty", MINT.signed("", "").reveal(), BAD_JSON);
    add("an empty signature", header + "." + claims + ".", BAD_SIGNATURE);
    add("another character for the dots", header + ":" + claims + ":" + signature, NOT_THREE_PARTS);
    add("a full-width dot", header + "\uFF0E" + claims + "." + signature, NOT_THREE_PARTS);
    add("dots percent-encoded", header + "%2E" + claims + "%2E" + signature, NOT_THREE_PARTS);
  }

  private void padding() {
    for (Part part : Part.values()) {
      add(part + " with one =", respelled(part, text -> text + "="));
      add(part + " with two =", respelled(part, text -> text + "=="));
      add(part + " with three =", respelled(part, text -> text + "==="));
      add(part + " with = in front", respelled(part, text -> "=" + text));
      add(part + " with = within", respelled(part, text -> inserted(text, "=")));
      add(part + " with a percent-encoded =", respelled(part, text -> text + "%3D"));
      add(part + " with = and more", respelled(part, text -> text + "==AA"));
    }
    for (int length = 0; length < 3; length++) {
      String header = ofLength(Map.of("alg", "RS256", "kid", "key-1"), length);
      String claims = ofLength(TokenForger.idClaims(), length);
      String right = "=".repeat((3 - length) % 3);
      if (!right.isEmpty()) {
        add("header padded to " + right, MINT.signed(header + right, claims));
        add("claims padded to " + right, MINT.signed(header, claims + right));
      }
    }
  }

  private void standardAlphabet() {
    for (String replaced : List.of("-", "_")) {
      String standard = replaced.equals("-") ? "+" : "/";
      for (Part part : Part.values()) {
        BearerToken token = tokenWith(part, replaced);
        add(
            part + " with " + standard + " for " + replaced,
            respelled(token, part, text -> text.replace(replaced, standard)));
        add(
            part + " with one percent-encoded " + replaced,
            respelled(
                token, part, text -> text.replace(replaced, replaced.equals("-") ? "%2D" : "%5F")));
      }
    }
  }

  /** A good token of whose parts one holds the character. */
  private static BearerToken tokenWith(Part part, String character) {
    for (int i = 0; ; i++) {
      Map<String, @Nullable Object> header = MINT.header();
      Map<String, @Nullable Object> claims = TokenForger.idClaims();
      // Both end in the six bits that one of the last two letters of the alphabet stands for.
      header.put("x", ">>>>????" + i);
      claims.put("x", ">>>>????" + i);
      BearerToken token = MINT.token(header, claims);
      if (part.of(token).contains(character)) {
        return token;
      }
    }
  }

  private void whiteSpace() {
    Map<String, String> spaces =
        Map.of(
            "a space", " ",
            "a tab", "\t",
            "a newline", "\n",
            "a carriage return and newline", "\r\n",
            "a no-break space", "\u00A0",
            "a zero-width space", "\u200B");
    for (Part part : Part.values()) {
      spaces.forEach(
          (name, space) -> {
            add(part + " after " + name, respelled(part, text -> space + text));
            add(part + " with " + name + " within", respelled(part, text -> inserted(text, space)));
            add(part + " before " + name, respelled(part, text -> text + space));
          });
      add(part + " in lines of 16", respelled(part, text -> text.replaceAll("(.{16})", "$1\n")));
    }
  }

  /** The bits of a last letter that stand for nothing: all values but zero. */
  private void spareBits() {
    for (int length = 1; length < 3; length++) {
      int spare = length == 1 ? 4 : 2;
      String header = ofLength(Map.of("alg", "RS256", "kid", "key-1"), length);
      String claims = ofLength(TokenForger.idClaims(), length);
      for (int bits = 1; bits < 1 << spare; bits++) {
        String of = " with spare bits " + bits + " of " + spare;
        add(Part.HEADER + of, MINT.signed(withSpareBits(header, bits), claims));
        add(Part.CLAIMS + of, MINT.signed(header, withSpareBits(claims, bits)));
        BearerToken signed =
            length == 1 ? TokenForger.good() : LARGEST.token(TokenForger.idClaims());
        int value = bits;
        add(
            Part.SIGNATURE + of,
            respelled(signed, Part.SIGNATURE, text -> withSpareBits(text, value)));
      }
    }
  }

  private static String withSpareBits(String text, int bits) {
    int last = ALPHABET.indexOf(text.charAt(text.length() - 1));
    return text.substring(0, text.length() - 1) + ALPHABET.charAt(last | bits);
  }

  /** An object in base64url whose number of bytes leaves this remainder when divided by three. */
  private static String ofLength(Map<String, ? extends @Nullable Object> members, int remainder) {
    StringBuilder json = new StringBuilder(TokenMint.json(members));
    while (json.length() % 3 != remainder) {
      json.append(' ');
    }
    return TokenMint.encoded(json.toString());
  }

  private void outsideTheAlphabet() {
    List<String> characters = new ArrayList<>();
    for (char c = 0; c < 128; c++) {
      // White space, padding and the standard alphabet have rows of their own.
      if (ALPHABET.indexOf(c) < 0 && "\t\n\r =.+/".indexOf(c) < 0) {
        characters.add(String.valueOf(c));
      }
    }
    characters.addAll(
        List.of("\u0080", "\u00E9", "\u00FF", "\u0131", "\u2011", "\u20AC", "\uFF21", "\uFEFF"));
    characters.addAll(List.of("\uD83D\uDE00", "\uD800", "\uDC00", "\u0430"));
    for (Part part : Part.values()) {
      for (String character : characters) {
        String name =
            TokenMint.json(character).replace("\uD800", "U+D800").replace("\uDC00", "U+DC00");
        add(
            part + " with " + name + " for a letter",
            respelled(part, text -> text.substring(0, 9) + character + text.substring(10)));
      }
      add(part + " with an impossible length", respelled(part, HostileEncodings::impossible));
      add(part + " of one letter", respelled(part, _ -> "A"));
    }
  }

  /** One letter more than a multiple of four stands for no number of bytes. */
  private static String impossible(String text) {
    return text.substring(0, text.length() / 4 * 4 - 3);
  }

  private void trailingData() {
    String good = TokenForger.good().reveal();
    for (String more : List.of("?x=1", "&x=1", "#x", ";", ",", "\"", "'", "\u0000", "%00", "\\n")) {
      add("a token and then " + TokenMint.json(more), good + more, BAD_BASE64);
    }
    add("a token in quotes", "\"" + good + "\"", BAD_BASE64);
    add("a token in angle brackets", "<" + good + ">", BAD_BASE64);
    // 342 letters and some more are base64url, too, of a longer signature.
    add("a token and A", good + "A", BAD_SIGNATURE);
    add("a token and AA", good + "AA", BAD_SIGNATURE);
    add("a token and AAA", good + "AAA", BAD_BASE64);
    add("a token and AAAA", good + "AAAA", BAD_SIGNATURE);
    add("a token less its last letter", good.substring(0, good.length() - 1), BAD_BASE64);
    add("a token less its last two letters", good.substring(0, good.length() - 2), BAD_SIGNATURE);
    add("a token less its first letter", good.substring(1), BAD_BASE64);
  }

  private void sizes() {
    add("8192 letters", "x".repeat(8192), NOT_THREE_PARTS);
    add("8192 dots", ".".repeat(8192), NOT_THREE_PARTS);
    add("8193 letters", "x".repeat(8193), TOO_LARGE);
    add("8193 dots", ".".repeat(8193), TOO_LARGE);
    add("8193 spaces", " ".repeat(8193), TOO_LARGE);
    add("100 KB", "x".repeat(100_000), TOO_LARGE);
    add("a mebibyte of dots", ".".repeat(1 << 20), TOO_LARGE);
    add("a mebibyte of open brackets", "[".repeat(1 << 20), TOO_LARGE);
    add("8192 letters that are no ASCII", "\u20AC".repeat(8192), NOT_THREE_PARTS);
    add("genuine, of 8193 characters", ofSize(8193).reveal(), TOO_LARGE);
    add("genuine, of 8194 characters", ofSize(8194).reveal(), TOO_LARGE);
    add("genuine, of 100 KB", ofSize(100_000).reveal(), TOO_LARGE);
    add(
        "genuine, with a kid of 100 KB",
        TokenForger.withKeyId("k".repeat(100_000)).reveal(),
        TOO_LARGE);
    add("good, then 8 KB of spaces", TokenForger.good().reveal() + " ".repeat(8192), TOO_LARGE);
  }

  /** A genuine token of just so many characters. */
  static BearerToken ofSize(int characters) {
    // Where no length of the claims yields the size, another length of the header does.
    for (String more : List.of("", "x")) {
      Map<String, @Nullable Object> header = MINT.header();
      header.put("filler", more);
      Map<String, @Nullable Object> claims = TokenForger.idClaims();
      claims.put("filler", "");
      int length = MINT.token(header, claims).reveal().length();
      int filler = (characters - length) * 3 / 4;
      for (int i = Math.max(0, filler - 3); i < filler + 3; i++) {
        claims.put("filler", "x".repeat(i));
        BearerToken token = MINT.token(header, claims);
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

  private static BearerToken respelled(Part part, UnaryOperator<String> spelling) {
    return respelled(TokenForger.good(), part, spelling);
  }

  /** A token with a part spelled in another way; signed anew in that spelling. */
  private static BearerToken respelled(
      BearerToken token, Part part, UnaryOperator<String> spelling) {
    List<String> parts = TokenForger.parts(token);
    return switch (part) {
      case HEADER -> MINT.signed(spelling.apply(parts.get(0)), parts.get(1));
      case CLAIMS -> MINT.signed(parts.get(0), spelling.apply(parts.get(1)));
      case SIGNATURE ->
          new BearerToken(parts.get(0) + "." + parts.get(1) + "." + spelling.apply(parts.get(2)));
    };
  }

  private void add(String name, BearerToken token) {
    tokens.add(Hostile.of(name, token, BAD_BASE64));
  }

  private void add(String name, String token, TokenRefusal reason) {
    tokens.add(Hostile.of(name, token, reason));
  }
}
