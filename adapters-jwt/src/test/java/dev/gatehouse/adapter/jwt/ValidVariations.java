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

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tokens with unusual forms that must be accepted. */
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
      variations.unreadable(use);
    }
    variations.addresses();
    variations.scopes();
    variations.keys();
    return variations.tokens;
  }

  private void plain(TokenUse use) {
    add("plain", TokenForger.claims(use));
    String client = use == TokenUse.ID ? "aud" : "client_id";
    add("the second client", TokenForger.claims(use, client, SECOND_CLIENT));
    Map<String, @Nullable Object> both = TokenForger.idClaims();
    both.putAll(
        TokenForger.claims(TokenUse.ACCESS, "token_use", use.name().toLowerCase(Locale.ROOT)));
    add("the claims of both uses", both);
  }

  private void shuffled(TokenUse use) {
    for (int seed = 0; seed < 5; seed++) {
      List<Map.Entry<String, @Nullable Object>> entries =
          new ArrayList<>(TokenForger.claims(use).entrySet());
      Collections.shuffle(entries, new Random(seed));
      Map<String, @Nullable Object> claims = new LinkedHashMap<>();
      entries.forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
      add("claims in another order, " + seed, claims);
    }
    add("header in another order", use, "{\"alg\":\"RS256\",\"kid\":\"key-1\"}");
  }

  private void withMore(TokenUse use) {
    for (Object more :
        Json.elements(
            """
            ['custom:department', 'research'], ['name', 'Alice \u00C5ngstr\u00F6m'],
            ['address', {'formatted': '1 Main Street\\nTown'}],
            ['identities', [{'userId': '1', 'primary': 'true'}]],
            ['cognito:roles', ['arn:aws:iam::1:role/a']], ['amr', []],
            ['nested', {'exp': 1, 'nbf': 9223372036854775807, 'iss': 'x'}], ['EXP', 1],
            ['alg', 'none'], ['crit', ['x']], ['jwk', {}], ['azp', 'another'],
            ['largest', 9223372036854775807], ['least', -9223372036854775808],
            ['decimal', -1234.5678e-3], ['2^53', 9007199254740992.0], ['', ''],
            ['\\u0000', '\\u0000'], ['custom:nothing', null]
            """)) {
      if (more instanceof List<?> claim) {
        String name = "claim " + TokenMint.json(claim.getFirst());
        add(name, TokenForger.claims(use, claim.getFirst(), claim.getLast()));
      }
    }
  }

  private void withLess(TokenUse use) {
    for (String claim : List.of("origin_jti", "auth_time", "jti")) {
      add("without " + claim, TokenForger.without(claim, TokenForger.claims(use)));
    }
    Map<String, @Nullable Object> least = TokenForger.claims(use);
    least.keySet().removeAll(Set.of("origin_jti", "auth_time", "jti", "scope"));
    least.keySet().removeAll(Set.of("email", "email_verified"));
    add("no claim but those that are needed", least);
  }

  private void headers(TokenUse use) {
    for (String type : List.of("JWT", "jwt", "Jwt")) {
      header(use, "typ " + type, "typ", type);
    }
    if (use == TokenUse.ACCESS) {
      for (String type : List.of("at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt")) {
        header(use, "typ " + type, "typ", type);
      }
    }
    for (String name : List.of("foo", "JWK", "Crit", "jwks", "iss", "exp", "enc", "")) {
      header(use, "header " + TokenMint.json(name), name, "value");
    }
    header(use, "a header that is null", "nothing", null);
    header(use, "a header that is an object", "object", Map.of("jwk", Map.of(), "crit", List.of()));
  }

  private void header(TokenUse use, String name, String parameter, @Nullable Object value) {
    add(name, use, TokenMint.json(TokenForger.header(parameter, value)));
  }

  /** Adds other spellings of the same JSON, in header and claims at once. */
  private void spelled(TokenUse use) {
    spelled(
        use,
        "a space after each comma and colon",
        json -> json.replaceAll("([,:])(?=[\"\\d])", "$1 "));
    spelled(use, "each member on its line", json -> json.replace(",\"", ",\r\n\t\""));
    spelled(use, "white space around it", json -> " \t\r\n" + json + "\n\n\t ");
    spelled(
        use,
        "white space within its braces",
        json -> "{ \n" + json.substring(1, json.length() - 1) + "\t}");
    spelled(use, "all letters escaped", ValidVariations::escaped);
    spelled(use, "slashes escaped", json -> json.replace("/", "\\/"));
    spelled(
        use, "escapes in capitals", json -> json.replace("l", "\\u006C").replace("o", "\\u006F"));
    String deep = "[".repeat(15) + "%s" + "]".repeat(15);
    with(use, "16 arrays deep", "\"x\":" + deep.formatted(""));
    with(use, "a value 16 deep", "\"x\":" + deep.formatted("1,null,\"x\""));
    with(use, "16 objects deep", "\"x\":" + "{\"x\":".repeat(14) + "{}" + "}".repeat(14));
    HostileFamily.named(
            """
            minus zero = "x":-0
            a pair of surrogates as escapes = "x":"\\ud83d\\ude00"
            pairs of surrogates = "x":"\uD83D\uDE00\\uD83D\\uDE00x"
            a pair of surrogates in a name = "\\ud83d\\ude00":1
            every escape = "x":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uffff"
            names that differ in case = "x":{"a":1,"A":2}
            the same name at other depths = "x":{"x":[{"x":1},{"x":2}]}
            numbers = "x":[0,-1,1e3,1E+3,1e-300,0.1,9223372036854775807,9007199254740992.0]
            """)
        .forEach((name, member) -> with(use, name, member));
  }

  /** Adds one more member at the start of the header and the claims. */
  private void with(TokenUse use, String name, String member) {
    spelled(use, name, json -> "{" + member + "," + json.substring(1));
  }

  private void spelled(TokenUse use, String name, UnaryOperator<String> spelling) {
    Map<String, @Nullable Object> claims = TokenForger.claims(use);
    add(
        name,
        claims,
        spelling.apply(TokenMint.json(TokenForger.header())),
        spelling.apply(TokenMint.json(claims)));
  }

  /** Writes every letter in a string as an escape, also in names and in RS256. */
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
    for (long nanos : List.of(0L, 1L, 500_000_000L, 999_999_999L)) {
      Instant now = NOW.plusNanos(nanos);
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
    Map<String, @Nullable Object> claims = TokenForger.claims(use, claim, seconds);
    String name = HostileFamily.inAn(use, claim + " " + seconds + " at " + now);
    tokens.add(Valid.of(name, MINT.token(claims), claims).at(now));
  }

  private void names(TokenUse use) {
    HostileFamily.entries(
            """
            a  alice@example.com  o'brien  "quoted"  back\\slash  <b>&amp;  ../..  null  J\u00FCrgen
            Ju\u0308rgen  \u0141ukasz  \u0391\u03BB\u03AF\u03BA\u03B7  \u0410\u043B\u0438\u0441\u0430
            \u05D0\u05DC\u05D9\u05E1  \u0623\u0644\u064A\u0633  \u0910\u0932\u093F\u0938
            \u0E2D\u0E25\u0E34\u0E0B  \u7231\u4E3D\u4E1D  \u30A2\u30EA\u30B9  \uC568\uB9AC\uC2A4
            \uD83D\uDE00\uD83D\uDE80  \uD842\uDFB7  google_1234567890
            """)
        .forEach(name -> name(use, name));
    name(use, "x".repeat(128));
    name(use, "\uD83D\uDE00".repeat(128));
  }

  private void name(TokenUse use, String name) {
    String claim = use == TokenUse.ID ? "cognito:username" : "username";
    add("user name " + name, TokenForger.claims(use, claim, name));
  }

  private void groups(TokenUse use) {
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
            IntStream.range(0, 100).mapToObj(i -> "group-" + i).toList(),
            IntStream.range(0, 100).mapToObj("%0128d"::formatted).toList())) {
      String names = groups.stream().limit(3).collect(Collectors.joining(" and "));
      add(groups.size() + " groups " + names, TokenForger.claims(use, "cognito:groups", groups));
    }
  }

  /** Adds optional claims in forms that cannot be read: the token is valid without them. */
  private void unreadable(TokenUse use) {
    leftOut(
        use,
        "cognito:groups",
        """
        'admins', '["admins"]', '', null, 1, true, {}, {'0': 'admins'}, [''], [' '], ['ad mins'],
        ['admins '], ['admins\\n'], ['admins\\u0000'], ['ad\u200Bmins'], [1], [true], [['admins']],
        [{'name': 'admins'}], [null]
        """);
    String tooLong = "x".repeat(129);
    Map<String, @Nullable Object> without = TokenForger.claims(use);
    odd(use, "cognito:groups", List.of(tooLong), without);
    Map<String, @Nullable Object> kept =
        TokenForger.claims(use, "cognito:groups", List.of("admins", "Editors"));
    for (Object bad : Json.elements("'', 'ad mins', 3, null, ['x'], 'admins\\n'")) {
      odd(use, "cognito:groups", Arrays.asList("admins", bad, "Editors"), kept);
    }
    leftOut(use, "email", "null, 1, true, ['alice@example.com'], {}");
    leftOut(use, "email_verified", "null, 'true', 'false', '', 1, 0, [true], {}");
    leftOut(use, "auth_time", "null, '', -1, 1.5, 'yesterday', [], 253402300800");
    HostileJson.beyondLimits()
        .forEach(
            (name, member) -> {
              String claims = TokenMint.json(TokenForger.claims(use));
              add(
                  "claims: " + name,
                  TokenForger.claims(use),
                  TokenMint.json(TokenForger.header()),
                  "{" + member + "," + claims.substring(1));
            });
  }

  private void leftOut(TokenUse use, String claim, String values) {
    for (Object value : Json.elements(values)) {
      odd(use, claim, value, TokenForger.without(claim, TokenForger.claims(use)));
    }
  }

  private void odd(
      TokenUse use, String claim, @Nullable Object value, Map<String, @Nullable Object> expected) {
    String name = HostileFamily.inAn(use, claim + " " + TokenMint.json(value));
    BearerToken token = MINT.token(TokenForger.claims(use, claim, value));
    tokens.add(Valid.of(name, token, expected));
  }

  private void sizes(TokenUse use) {
    for (int length : List.of(1000, 2000, 3000, 5000)) {
      String filler = "x".repeat(length);
      add("a claim of " + length + " characters", TokenForger.claims(use, "filler", filler));
    }
    if (use == TokenUse.ID) {
      for (int size : List.of(8193, BearerToken.MAX_LENGTH - 1, BearerToken.MAX_LENGTH)) {
        tokens.add(
            Valid.of(
                "of " + size + " characters",
                HostileEncodings.ofSize(size),
                TokenForger.idClaims()));
      }
    }
  }

  private void addresses() {
    Map<String, @Nullable Object> none = TokenForger.without("email", TokenForger.idClaims());
    add("email_verified without an email", none);
    add("no email", TokenForger.without("email_verified", none));
    String address = "\u00E9lise@b\u00FCcher.example";
    for (boolean verified : List.of(true, false)) {
      add(
          "email, verified: " + verified,
          TokenForger.idClaims("email", address, "email_verified", verified));
    }
    add(
        "email, verified: null",
        TokenForger.without("email_verified", TokenForger.idClaims("email", address)));
    for (String odd : List.of("", "no address", "a@b@c", "x".repeat(300) + "@example.com")) {
      // The claim is missing.
      tokens.add(
          Valid.of(
              "email that we would not take: " + odd,
              MINT.token(TokenForger.idClaims("email", odd)),
              TokenForger.without("email", TokenForger.idClaims())));
    }
    add(
        "email in an access token",
        TokenForger.claims(TokenUse.ACCESS, "email", "alice@example.com", "email_verified", true));
  }

  private void scopes() {
    for (String scope :
        List.of("", "openid", "openid email phone", "https://api.example.com/read")) {
      add(
          "scope '" + scope + "'",
          TokenForger.claims(TokenUse.ACCESS, "scope", scope, "version", 2, "event_id", "4c1e2a"));
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

  private void add(String name, Map<String, @Nullable Object> claims) {
    add(name, MINT, claims);
  }

  private void add(String name, TokenMint mint, Map<String, @Nullable Object> claims) {
    tokens.add(
        Valid.of(
            name + " in an " + claims.get("token_use") + " token", mint.token(claims), claims));
  }

  private void add(String name, TokenUse use, String header) {
    add(name, TokenForger.claims(use), header, TokenMint.json(TokenForger.claims(use)));
  }

  private void add(
      String name, Map<String, @Nullable Object> claims, String header, String payload) {
    tokens.add(
        Valid.of(
            name + " in an " + claims.get("token_use") + " token",
            TokenForger.of(header, payload),
            claims));
  }
}
