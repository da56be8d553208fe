package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.CURVE;
import static dev.gatehouse.adapter.jwt.TestIssuer.LARGE;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.NEARLY;
import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.SECOND;
import static dev.gatehouse.adapter.jwt.TestIssuer.SMALL;
import static dev.gatehouse.adapter.jwt.TestIssuer.STRANGER;
import static dev.gatehouse.adapter.jwt.TestIssuer.TWIN_ONE;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.WRONG_ISSUER;
import static dev.gatehouse.domain.token.TokenRefusal.Header.EMBEDDED_KEY;
import static dev.gatehouse.domain.token.TokenRefusal.Key.BAD_SIGNATURE;
import static dev.gatehouse.domain.token.TokenRefusal.Key.NO_KEY_ID;
import static dev.gatehouse.domain.token.TokenRefusal.Key.UNKNOWN_KEY;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.testkit.TokenMint;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens that bring a key, say where to get one, or name one that must not be used. */
final class HostileKeys {
  private final List<Hostile> tokens = new ArrayList<>();

  private HostileKeys() {}

  /**
   * All of the family.
   *
   * @param lure a server that must not be asked for anything
   */
  static List<Hostile> tokens(URI lure) throws GeneralSecurityException {
    HostileKeys family = new HostileKeys();
    family.broughtAlong(lure);
    family.idsOfNoKey(lure);
    family.noIds();
    family.unusableKeys();
    family.keysOfOthers();
    return family.tokens;
  }

  private void broughtAlong(URI lure) {
    String url = lure.toString();
    String certificate = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA";
    broughtAlong("jwk", "its own key", STRANGER.publicKey());
    broughtAlong("jwk", "the trusted key", MINT.publicKey());
    broughtAlong("jwk", "nothing", null);
    broughtAlong("jwk", "an empty object", Map.of());
    broughtAlong("jwk", "a string", "key-1");
    broughtAlong("jku", "a URL", url + "/jwks.json");
    broughtAlong("jku", "the pool's own URL", POOL + "/.well-known/jwks.json");
    broughtAlong("jku", "a URL that looks like the pool's", POOL + "@" + lure.getAuthority());
    broughtAlong("jku", "a file", "file:///etc/passwd");
    broughtAlong("jku", "data", "data:application/json," + STRANGER.keySet());
    broughtAlong("jku", "an empty string", "");
    broughtAlong("jku", "nothing", null);
    broughtAlong("jku", "a list", List.of(url));
    broughtAlong("x5u", "a URL", url + "/chain.pem");
    broughtAlong("x5u", "nothing", null);
    broughtAlong("x5u", "a number", 1);
    broughtAlong("x5c", "a certificate", List.of(certificate));
    broughtAlong("x5c", "an empty list", List.of());
    broughtAlong("x5c", "a string", certificate);
    broughtAlong("x5c", "nothing", null);
    broughtAlong("x5t", "a thumbprint", "dGhlIFNIQS0xIG9mIGEgY2Vy");
    broughtAlong("x5t", "nothing", null);
    broughtAlong("x5t#S256", "a thumbprint", TokenMint.encoded("the SHA-256 of a certificate"));
    broughtAlong("x5t#S256", "nothing", null);

    Map<String, @Nullable Object> header = STRANGER.header();
    header.remove("kid");
    header.put("jwk", STRANGER.publicKey());
    tokens.add(
        Hostile.of(
            "jwk with its own key and no kid",
            STRANGER.token(header, TokenForger.idClaims()),
            EMBEDDED_KEY));
    header.put("jku", url + "/jwks.json");
    header.put("x5u", url + "/chain.pem");
    header.put("kid", url + "/jwks.json");
    tokens.add(
        Hostile.of(
            "everything that could lead to a key",
            STRANGER.token(header, TokenForger.idClaims()),
            EMBEDDED_KEY));
  }

  /** Signed by the stranger it would be believed by whom it fools; by the trusted key, anyway. */
  private void broughtAlong(String parameter, String what, @Nullable Object value) {
    Map<String, @Nullable Object> header = STRANGER.header();
    header.put(parameter, value);
    String name = parameter + " holding " + what;
    tokens.add(Hostile.of(name, STRANGER.token(header, TokenForger.idClaims()), EMBEDDED_KEY));
    tokens.add(
        Hostile.of(
            name + ", genuinely signed", TokenForger.withHeader(parameter, value), EMBEDDED_KEY));
  }

  private void idsOfNoKey(URI lure) {
    for (String id :
        List.of(
            "unknown",
            "",
            " ",
            "key-1 ",
            " key-1",
            "key-1\n",
            "KEY-1",
            "Key-1",
            "key-",
            "key-11",
            "key-1\u0000",
            "\u0000",
            "key-1\u0000.pem",
            "key-1/",
            "key-1?",
            "key-1#",
            "key-1,key-2",
            "key-1;key-2",
            "k\u0435y-1",
            "key\u20101",
            "key-\u0661",
            "key%2D1",
            "a2V5LTE",
            "*",
            "%",
            "_ey-1",
            "../../../../../../dev/null",
            "..\\..\\..\\windows\\win.ini",
            "/dev/null",
            "/proc/self/environ",
            "file:///etc/passwd",
            "classpath:keys.json",
            "key-1' OR '1'='1",
            "key-1'--",
            "' UNION SELECT 'MIIBIjANBg'--",
            "1; DROP TABLE keys",
            "*)(kid=*",
            "| cat /etc/passwd",
            "$(id)",
            "`id`",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}",
            "%s%n%x",
            "<script>alert(1)</script>",
            "__proto__",
            "constructor",
            "null",
            "undefined",
            "0",
            "withdrawn",
            "no id",
            "1")) {
      String name = "kid " + TokenMint.json(id);
      tokens.add(Hostile.of(name, TokenForger.withKeyId(id), UNKNOWN_KEY));
    }
    tokens.add(
        Hostile.of(
            "kid is a URL",
            TokenForger.withKeyId(lure.resolve("/jwks.json").toString()),
            UNKNOWN_KEY));
    tokens.add(Hostile.of("kid of 6 KB", TokenForger.withKeyId("k".repeat(4400)), UNKNOWN_KEY));
    tokens.add(
        Hostile.of(
            "kid of the known one repeated",
            TokenForger.withKeyId("key-1".repeat(800)),
            UNKNOWN_KEY));
  }

  private void noIds() {
    for (Object value :
        Arrays.asList(
            null,
            1,
            0,
            -1,
            1.5,
            true,
            false,
            List.of(),
            List.of("key-1"),
            Map.of("kid", "key-1"))) {
      tokens.add(
          Hostile.of(
              "kid is no string but " + TokenMint.json(value),
              TokenForger.withHeader("kid", value),
              NO_KEY_ID));
    }
    for (String other : List.of("KID", "Kid", "kid ", "k\u0456d", "keyid")) {
      Map<String, @Nullable Object> header = MINT.header();
      header.put(other, header.remove("kid"));
      tokens.add(
          Hostile.of("no kid but " + TokenMint.json(other), TokenForger.with(header), NO_KEY_ID));
    }
    tokens.add(Hostile.of("no kid", TokenForger.with(Map.of("alg", "RS256")), NO_KEY_ID));
    tokens.add(
        Hostile.of(
            "kid among the claims",
            MINT.token(Map.of("alg", "RS256"), Map.of("kid", "key-1")),
            NO_KEY_ID));
  }

  private void unusableKeys() throws GeneralSecurityException {
    for (String id : TestIssuer.UNUSABLE_KEYS) {
      tokens.add(Hostile.of("key of the set with " + id, TokenForger.withKeyId(id), UNKNOWN_KEY));
    }
    tokens.add(
        Hostile.of(
            "key whose id is in the set twice, the other one",
            signed(SECOND, "twice", POOL, CLIENT),
            UNKNOWN_KEY));
    tokens.add(
        Hostile.of("key of 1024 bits", signed(SMALL, "key-1024", POOL, CLIENT), UNKNOWN_KEY));
    tokens.add(
        Hostile.of("key of 2047 bits", signed(NEARLY, "key-2047", POOL, CLIENT), UNKNOWN_KEY));

    List<String> parts = TokenForger.parts(TokenForger.withKeyId("curve"));
    String signed = parts.get(0) + "." + parts.get(1);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(CURVE.getPrivate());
    signature.update(TokenForger.bytes(signed));
    tokens.add(
        Hostile.of(
            "key on a curve, signed by it",
            signed + "." + TokenMint.encoded(signature.sign()),
            UNKNOWN_KEY));
    tokens.add(
        Hostile.of(
            "key on a curve, signed by another", TokenForger.withKeyId("curve"), UNKNOWN_KEY));
  }

  private void keysOfOthers() {
    add("the stranger's", STRANGER, "key-1", POOL, CLIENT, BAD_SIGNATURE);
    add("the stranger's, by the pool's other id", STRANGER, "key-2", POOL, CLIENT, BAD_SIGNATURE);
    add("the stranger's, by another pool's id", STRANGER, "other-1", POOL, CLIENT, BAD_SIGNATURE);
    add("the pool's second, by the first one's id", SECOND, "key-1", POOL, CLIENT, BAD_SIGNATURE);
    add("the pool's first, by the second one's id", MINT, "key-2", POOL, CLIENT, BAD_SIGNATURE);
    add("a larger one, by a smaller one's id", LARGE, "key-1", POOL, CLIENT, BAD_SIGNATURE);
    add("a smaller one, by a larger one's id", MINT, "key-3072", POOL, CLIENT, BAD_SIGNATURE);
    add("the pool's, by another pool's id", MINT, "other-1", POOL, CLIENT, BAD_SIGNATURE);
    add("another pool's, by the pool's id", OTHER, "key-1", POOL, CLIENT, BAD_SIGNATURE);
    add("the pool's, by the twins' id", MINT, "twin", TWIN_ONE, CLIENT, BAD_SIGNATURE);
    add("the stranger's, by an id of two", STRANGER, "shared", POOL, CLIENT, BAD_SIGNATURE);
    add("another pool's for the pool", OTHER, "other-1", POOL, CLIENT, WRONG_ISSUER);
    add("the pool's for another pool", MINT, "key-1", OTHER_POOL, OTHER_CLIENT, WRONG_ISSUER);
    add("another pool's for the pool, same id", OTHER, "shared", POOL, CLIENT, WRONG_ISSUER);
    add("the pool's for another, same id", MINT, "shared", OTHER_POOL, OTHER_CLIENT, WRONG_ISSUER);
    add("the twins' for the pool, which has it, too", SECOND, "twin", POOL, CLIENT, WRONG_ISSUER);
    add(
        "the pool's for a twin, which has it, too",
        SECOND,
        "key-2",
        TWIN_ONE,
        CLIENT,
        WRONG_ISSUER);
  }

  private void add(
      String name,
      TokenMint signer,
      String keyId,
      String issuer,
      String client,
      TokenRefusal reason) {
    tokens.add(Hostile.of("key is " + name, signed(signer, keyId, issuer, client), reason));
  }

  static BearerToken signed(TokenMint signer, String keyId, String issuer, String client) {
    Map<String, @Nullable Object> header = signer.header();
    header.put("kid", keyId);
    Map<String, @Nullable Object> claims = signer.idClaims(client, NOW);
    claims.put("iss", issuer);
    return signer.token(header, claims);
  }
}
