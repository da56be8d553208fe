package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.LARGE;
import static dev.gatehouse.adapter.jwt.TestIssuer.LARGEST;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.SECOND;
import static dev.gatehouse.adapter.jwt.TestIssuer.SECOND_CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.TWIN_ONE;
import static dev.gatehouse.adapter.jwt.TestIssuer.TWIN_TWO;

import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tokens that differ from the usual in what must not matter. */
final class ValidVariations {
  private static final long SECONDS = NOW.getEpochSecond();

  private final List<Valid> tokens = new ArrayList<>();

  private ValidVariations() {}

  static List<Valid> tokens() {
    ValidVariations variations = new ValidVariations();
    for (TokenUse use : TokenUse.values()) {
      variations.plain(use);
      variations.shuffled(use);
      variations.withMore(use);
      variations.withLess(use);
      variations.headers(use);
      variations.spelled(use);
      variations.times(use);
      variations.names(use);
      variations.groups(use);
      variations.sizes(use);
    }
    variations.addresses();
    variations.scopes();
    variations.keys();
    return variations.tokens;
  }

  private void plain(TokenUse use) {
    add("plain", MINT, TokenForger.claims(use));
    Map<String, @Nullable Object> second = TokenForger.claims(use);
    second.put(use == TokenUse.ID ? "aud" : "client_id", SECOND_CLIENT);
    add("the second client", MINT, second);
    Map<String, @Nullable Object> both = TokenForger.claims(TokenUse.ID);
    both.putAll(TokenForger.claims(TokenUse.ACCESS));
    both.put("token_use", use == TokenUse.ID ? "id" : "access");
    add("the claims of both uses", MINT, both);
  }

  private void shuffled(TokenUse use) {
    for (int seed = 0; seed < 5; seed++) {
      List<Map.Entry<String, @Nullable Object>> entries =
          new ArrayList<>(TokenForger.claims(use).entrySet());
      Collections.shuffle(entries, new Random(seed));
      Map<String, @Nullable Object> claims = new LinkedHashMap<>();
      entries.forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
      add("claims in another order, " + seed, MINT, claims);
    }
    add(
        "header in another order",
        use,
        TokenForger.claims(use),
        "{\"alg\":\"RS256\",\"kid\":\"key-1\"}",
        TokenMint.json(TokenForger.claims(use)));
  }

  private void withMore(TokenUse use) {
    for (Map.Entry<String, ?> more :
        Map.ofEntries(
                Map.entry("custom:department", "research"),
                Map.entry("name", "Alice \u00C5ngstr\u00F6m"),
                Map.entry("address", Map.of("formatted", "1 Main Street\nTown")),
                Map.entry("identities", List.of(Map.of("userId", "1", "primary", "true"))),
                Map.entry("cognito:roles", List.of("arn:aws:iam::1:role/a")),
                Map.entry("amr", List.of()),
                Map.entry("nested", Map.of("exp", 1, "nbf", Long.MAX_VALUE, "iss", "x")),
                Map.entry("EXP", 1),
                Map.entry("alg", "none"),
                Map.entry("crit", List.of("x")),
                Map.entry("jwk", Map.of()),
                Map.entry("azp", "another"),
                Map.entry("largest", Long.MAX_VALUE),
                Map.entry("least", Long.MIN_VALUE),
                Map.entry("decimal", -1234.5678e-3),
                Map.entry("2^53", 9007199254740992.0),
                Map.entry("", ""),
                Map.entry("\u0000", "\u0000"))
            .entrySet()) {
      Map<String, @Nullable Object> claims = TokenForger.claims(use);
      claims.put(more.getKey(), more.getValue());
      add("claim " + TokenMint.json(more.getKey()), MINT, claims);
    }
    Map<String, @Nullable Object> nothing = TokenForger.claims(use);
    nothing.put("custom:nothing", null);
    add("an unknown claim that is null", MINT, nothing);
  }

  private void withLess(TokenUse use) {
    for (String claim : List.of("origin_jti", "auth_time", "jti")) {
      Map<String, @Nullable Object> claims = TokenForger.claims(use);
      claims.remove(claim);
      add("without " + claim, MINT, claims);
    }
    Map<String, @Nullable Object> least = TokenForger.claims(use);
    least
        .keySet()
        .retainAll(
            List.of(
                "sub",
                "iss",
                "token_use",
                "exp",
                "iat",
                "aud",
                "client_id",
                "cognito:username",
                "username"));
    add("no claim but those that are needed", MINT, least);
  }

  private void headers(TokenUse use) {
    for (String type :
        List.of(
            "JWT", "jwt", "Jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt")) {
      header(use, "typ " + type, "typ", type);
    }
    for (String name : List.of("foo", "JWK", "Crit", "jwks", "iss", "exp", "enc", "")) {
      header(use, "header " + TokenMint.json(name), name, "value");
    }
    header(use, "a header that is null", "nothing", null);
    header(use, "a header that is an object", "object", Map.of("jwk", Map.of(), "crit", List.of()));
  }

  private void header(TokenUse use, String name, String parameter, @Nullable Object value) {
    Map<String, @Nullable Object> header = MINT.header();
    header.put(parameter, value);
    add(
        name,
        use,
        TokenForger.claims(use),
        TokenMint.json(header),
        TokenMint.json(TokenForger.claims(use)));
  }

  /** The same JSON in other spellings, of header and claims at once. */
  private void spelled(TokenUse use) {
    Map<String, UnaryOperator<String>> spellings = new LinkedHashMap<>();
    spellings.put(
        "a space after each comma and colon", json -> json.replaceAll("([,:])(?=[\"\\d])", "$1 "));
    spellings.put("each member on its line", json -> json.replace(",\"", ",\r\n\t\""));
    spellings.put("white space around it", json -> " \t\r\n" + json + "\n\n\t ");
    spellings.put(
        "white space within its braces",
        json -> "{ \n" + json.substring(1, json.length() - 1) + "\t}");
    spellings.put("all letters escaped", ValidVariations::escaped);
    spellings.put("slashes escaped", json -> json.replace("/", "\\/"));
    spellings.put(
        "escapes in capitals", json -> json.replace("l", "\\u006C").replace("o", "\\u006F"));
    spellings.put("minus zero", json -> "{\"x\":-0," + json.substring(1));
    spellings.put("16 arrays deep", json -> deep(json, "[".repeat(15) + "]".repeat(15)));
    spellings.put(
        "16 objects deep", json -> deep(json, "{\"x\":".repeat(14) + "{}" + "}".repeat(14)));
    spellings.put(
        "a value 16 deep", json -> deep(json, "[".repeat(15) + "1,null,\"x\"" + "]".repeat(15)));
    spellings.put("a pair of surrogates as escapes", json -> deep(json, "\"\\ud83d\\ude00\""));
    spellings.put("pairs of surrogates", json -> deep(json, "\"\uD83D\uDE00\\uD83D\\uDE00x\""));
    spellings.put(
        "a pair of surrogates in a name", json -> "{\"\\ud83d\\ude00\":1," + json.substring(1));
    spellings.put(
        "every escape", json -> deep(json, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uffff\""));
    spellings.put("names that differ in case", json -> deep(json, "{\"a\":1,\"A\":2}"));
    spellings.put(
        "the same name at other depths", json -> deep(json, "{\"x\":[{\"x\":1},{\"x\":2}]}"));
    spellings.put(
        "numbers",
        json -> deep(json, "[0,-1,1e3,1E+3,1e-300,0.1,9223372036854775807,9007199254740992.0]"));
    spellings.forEach(
        (name, spelling) ->
            add(
                name,
                use,
                TokenForger.claims(use),
                spelling.apply(TokenMint.json(MINT.header())),
                spelling.apply(TokenMint.json(TokenForger.claims(use)))));
  }

  private static String deep(String json, String value) {
    return "{\"x\":" + value + "," + json.substring(1);
  }

  /** Writes every letter within quotes as an escape: names, and RS256, too. */
  private static String escaped(String json) {
    boolean quoted = false;
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      quoted ^= c == '"';
      escaped.append(quoted && c != '"' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return escaped.toString();
  }

  private void times(TokenUse use) {
    List<Instant> clocks =
        List.of(NOW, NOW.plusNanos(1), NOW.plusMillis(500), NOW.plusNanos(999_999_999));
    for (Instant now : clocks) {
      time(use, "exp", SECONDS - 4, now);
      time(use, "iat", SECONDS + 5, now);
      time(use, "nbf", SECONDS + 5, now);
    }
    Instant early = NOW.minusNanos(1);
    time(use, "exp", SECONDS - 5, early);
    time(use, "iat", SECONDS + 4, early);
    time(use, "nbf", SECONDS + 4, early);
    time(use, "exp", 253_402_300_799L, NOW);
    time(use, "iat", 0L, NOW);
    time(use, "nbf", 0L, NOW);
    time(use, "nbf", SECONDS, NOW);
    time(use, "auth_time", SECONDS + 86_400, NOW);
  }

  private void time(TokenUse use, String claim, long seconds, Instant now) {
    Map<String, @Nullable Object> claims = TokenForger.claims(use);
    claims.put(claim, seconds);
    String name = claim + " " + seconds + " at " + now + " in an " + use + " token";
    tokens.add(Valid.of(name, MINT.token(claims), claims).at(now));
  }

  private void names(TokenUse use) {
    for (String name :
        List.of(
            "a",
            "x".repeat(128),
            "alice@example.com",
            "o'brien",
            "\"quoted\"",
            "back\\slash",
            "<b>&amp;",
            "../..",
            "null",
            "J\u00FCrgen",
            "Ju\u0308rgen",
            "\u0141ukasz",
            "\u0391\u03BB\u03AF\u03BA\u03B7",
            "\u0410\u043B\u0438\u0441\u0430",
            "\u05D0\u05DC\u05D9\u05E1",
            "\u0623\u0644\u064A\u0633",
            "\u0910\u0932\u093F\u0938",
            "\u0E2D\u0E25\u0E34\u0E0B",
            "\u7231\u4E3D\u4E1D",
            "\u30A2\u30EA\u30B9",
            "\uC568\uB9AC\uC2A4",
            "\uD83D\uDE00\uD83D\uDE80",
            "\uD842\uDFB7",
            "\uD83D\uDE00".repeat(128),
            "google_1234567890")) {
      Map<String, @Nullable Object> claims = TokenForger.claims(use);
      claims.put(use == TokenUse.ID ? "cognito:username" : "username", name);
      add("user name " + name, MINT, claims);
    }
  }

  private void groups(TokenUse use) {
    List<String> many = IntStream.range(0, 100).mapToObj(i -> "group-" + i).toList();
    for (List<String> groups :
        List.of(
            List.<String>of(),
            List.of("admins"),
            List.of("admins", "editors"),
            List.of("admins", "Admins"),
            List.of("admins", "admins"),
            List.of("a,b", "[c]"),
            List.of("\u7BA1\u7406\u8005", "\uD83D\uDE00"),
            List.of("x".repeat(128)),
            many)) {
      Map<String, @Nullable Object> claims = TokenForger.claims(use);
      claims.put("cognito:groups", groups);
      String names = groups.stream().limit(3).collect(Collectors.joining(" and "));
      add(groups.size() + " groups " + names, MINT, claims);
    }
  }

  private void sizes(TokenUse use) {
    for (int length : List.of(1000, 2000, 3000, 5000)) {
      Map<String, @Nullable Object> claims = TokenForger.claims(use);
      claims.put("filler", "x".repeat(length));
      add("a claim of " + length + " characters", MINT, claims);
    }
    if (use == TokenUse.ID) {
      tokens.add(
          Valid.of("of 8192 characters", HostileEncodings.ofSize(8192), TokenForger.idClaims()));
      tokens.add(
          Valid.of("of 8191 characters", HostileEncodings.ofSize(8191), TokenForger.idClaims()));
    }
  }

  private void addresses() {
    Map<String, @Nullable Object> none = TokenForger.idClaims();
    none.remove("email");
    add("email_verified without an email", MINT, none);
    none.remove("email_verified");
    add("no email", MINT, none);
    for (Object verified : Arrays.asList(true, false, null)) {
      Map<String, @Nullable Object> claims = TokenForger.idClaims();
      claims.put("email", "\u00E9lise@b\u00FCcher.example");
      if (verified == null) {
        claims.remove("email_verified");
      } else {
        claims.put("email_verified", verified);
      }
      add("email, verified: " + verified, MINT, claims);
    }
    for (String odd : List.of("", "no address", "a@b@c", "x".repeat(300) + "@example.com")) {
      Map<String, @Nullable Object> claims = TokenForger.idClaims();
      claims.put("email", odd);
      // It is left out.
      tokens.add(
          Valid.of("email that we would not take: " + odd, MINT.token(claims), without(claims)));
    }
    Map<String, @Nullable Object> access = TokenForger.claims(TokenUse.ACCESS);
    access.put("email", "alice@example.com");
    access.put("email_verified", true);
    add("email in an access token", MINT, access);
  }

  private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> claims) {
    Map<String, @Nullable Object> less = new LinkedHashMap<>(claims);
    less.remove("email");
    return less;
  }

  private void scopes() {
    for (String scope :
        List.of("", "openid", "openid email phone", "https://api.example.com/read")) {
      Map<String, @Nullable Object> claims = TokenForger.claims(TokenUse.ACCESS);
      claims.put("scope", scope);
      claims.put("version", 2);
      claims.put("event_id", "4c1e2a");
      add("scope '" + scope + "'", MINT, claims);
    }
  }

  private void keys() {
    for (TokenMint mint : List.of(SECOND, LARGE, LARGEST)) {
      add("key " + mint.header().get("kid"), mint, mint.idClaims(CLIENT, NOW));
      add("key " + mint.header().get("kid"), mint, mint.accessClaims(CLIENT, NOW));
    }
    key("no use, no algorithm", MINT, "bare", POOL, CLIENT);
    key("operations that include verify", MINT, "ops-verify", POOL, CLIENT);
    key("an id of two, the pool's", MINT, "shared", POOL, CLIENT);
    key("an id of two, the other pool's", OTHER, "shared", OTHER_POOL, OTHER_CLIENT);
    key("the other pool's", OTHER, "other-1", OTHER_POOL, OTHER_CLIENT);
    key("one of two issuers, of the first", SECOND, "twin", TWIN_ONE, CLIENT);
    key("one of two issuers, of the second", SECOND, "twin", TWIN_TWO, CLIENT);
  }

  private void key(String name, TokenMint signer, String keyId, String issuer, String client) {
    Map<String, @Nullable Object> claims = signer.idClaims(client, NOW);
    tokens.add(
        Valid.of("key with " + name, HostileKeys.signed(signer, keyId, issuer, client), claims));
  }

  private void add(String name, TokenMint mint, Map<String, @Nullable Object> claims) {
    tokens.add(
        Valid.of(
            name + " in an " + claims.get("token_use") + " token", mint.token(claims), claims));
  }

  private void add(
      String name,
      TokenUse use,
      Map<String, @Nullable Object> claims,
      String header,
      String payload) {
    tokens.add(
        Valid.of(name + " in an " + use + " token", TokenForger.of(header, payload), claims));
  }
}
