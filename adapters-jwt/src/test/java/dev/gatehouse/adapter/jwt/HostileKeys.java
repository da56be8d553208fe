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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens that contain a key or its URL, or name a key that must not be used. */
final class HostileKeys extends HostileFamily {
  /**
   * Creates all tokens of the group.
   *
   * @param lure a server that must not get any request
   */
  HostileKeys(URI lure) throws GeneralSecurityException {
    broughtAlong(lure);
    idsOfNoKey(lure);
    noIds();
    unusableKeys();
    keysOfOthers();
  }

  private void broughtAlong(URI lure) {
    String jwks = lure + "/jwks.json";
    String chain = lure + "/chain.pem";
    String certificate = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA";
    broughtAlong("jwk", "its own key", STRANGER.publicKey());
    broughtAlong("jwk", "the trusted key", MINT.publicKey());
    broughtAlong("jwk", "an empty object", Map.of());
    broughtAlong("jwk", "a string", "key-1");
    broughtAlong("jku", "a URL", jwks);
    broughtAlong("jku", "the pool's own URL", POOL + "/.well-known/jwks.json");
    broughtAlong("jku", "a URL that looks like the pool's", POOL + "@" + lure.getAuthority());
    broughtAlong("jku", "a file", "file:///etc/passwd");
    broughtAlong("jku", "data", "data:application/json," + STRANGER.keySet());
    broughtAlong("jku", "an empty string", "");
    broughtAlong("jku", "a list", List.of(lure.toString()));
    broughtAlong("x5u", "a URL", chain);
    broughtAlong("x5u", "a number", 1);
    broughtAlong("x5c", "a certificate", List.of(certificate));
    broughtAlong("x5c", "an empty list", List.of());
    broughtAlong("x5c", "a string", certificate);
    broughtAlong("x5t", "a thumbprint", "dGhlIFNIQS0xIG9mIGEgY2Vy");
    broughtAlong("x5t#S256", "a thumbprint", TokenMint.encoded("the SHA-256 of a certificate"));
    for (String parameter : List.of("jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256")) {
      broughtAlong(parameter, "nothing", null);
    }

    Map<String, @Nullable Object> header = TokenForger.without("kid", STRANGER.header());
    header.put("jwk", STRANGER.publicKey());
    add(
        EMBEDDED_KEY,
        "jwk with its own key and no kid",
        STRANGER.token(header, TokenForger.idClaims()));
    TokenForger.changed(header, "jku", jwks, "x5u", chain, "kid", jwks);
    add(
        EMBEDDED_KEY,
        "everything that could lead to a key",
        STRANGER.token(header, TokenForger.idClaims()));
  }

  /**
   * Adds the header parameter in two tokens: one signed by a stranger's key, which deceives a
   * verifier that uses the parameter, and one signed by the trusted key.
   */
  private void broughtAlong(String parameter, String what, @Nullable Object value) {
    String name = parameter + " holding " + what;
    Map<String, ?> header = TokenForger.changed(STRANGER.header(), parameter, value);
    add(EMBEDDED_KEY, name, STRANGER.token(header, TokenForger.idClaims()));
    add(EMBEDDED_KEY, name + ", genuinely signed", TokenForger.header(parameter, value));
  }

  private void idsOfNoKey(URI lure) {
    for (Object id :
        Json.elements(
            """
            'unknown', '', ' ', 'key-1 ', ' key-1', 'key-1\\n', 'KEY-1', 'Key-1', 'key-', 'key-11',
            'key-1\\u0000', '\\u0000', 'key-1\\u0000.pem', 'key-1/', 'key-1?', 'key-1#',
            'key-1,key-2', 'key-1;key-2', 'k\u0435y-1', 'key\u20101', 'key-\u0661', 'key%2D1',
            'a2V5LTE', '*', '%', '_ey-1', '../../../../../../dev/null',
            '..\\\\..\\\\..\\\\windows\\\\win.ini', '/dev/null', '/proc/self/environ',
            'file:///etc/passwd', 'classpath:keys.json', "key-1' OR '1'='1", "key-1'--",
            "' UNION SELECT 'MIIBIjANBg'--", '1; DROP TABLE keys', '*)(kid=*', '| cat /etc/passwd',
            '$(id)', '`id`', '${jndi:ldap://127.0.0.1/a}', '#{7*7}', '%s%n%x',
            '<script>alert(1)</script>', '__proto__', 'constructor', 'null', 'undefined', '0',
            'withdrawn', 'no id', '1'
            """)) {
      add(UNKNOWN_KEY, "kid " + TokenMint.json(id), TokenForger.header("kid", id));
    }
    add(UNKNOWN_KEY, "kid is a URL", TokenForger.withKeyId(lure + "/jwks.json"));
    add(UNKNOWN_KEY, "kid of 6 KB", TokenForger.withKeyId("k".repeat(4400)));
    add(UNKNOWN_KEY, "kid of the known one repeated", TokenForger.withKeyId("key-1".repeat(800)));
  }

  private void noIds() {
    for (Object value :
        Json.elements("null, 1, 0, -1, 1.5, true, false, [], ['key-1'], {'kid': 'key-1'}")) {
      String name = "kid is no string but " + TokenMint.json(value);
      add(NO_KEY_ID, name, TokenForger.header("kid", value));
    }
    for (String other : List.of("KID", "Kid", "kid ", "k\u0456d", "keyid")) {
      String name = "no kid but " + TokenMint.json(other);
      add(NO_KEY_ID, name, TokenForger.renamed("kid", other, TokenForger.header()));
    }
    Map<String, ?> none = Map.of("alg", "RS256");
    add(NO_KEY_ID, "no kid", none);
    add(NO_KEY_ID, "kid among the claims", MINT.token(none, Map.of("kid", "key-1")));
  }

  private void unusableKeys() throws GeneralSecurityException {
    for (Map<String, ?> key : TestIssuer.unusableKeys()) {
      String id = String.valueOf(key.get("kid"));
      add(UNKNOWN_KEY, "key of the set with " + id, TokenForger.withKeyId(id));
    }
    add(
        UNKNOWN_KEY,
        "key whose id is in the set twice, the other one",
        signed(SECOND, "twice", POOL, CLIENT));
    add(UNKNOWN_KEY, "key of 1024 bits", signed(SMALL, "key-1024", POOL, CLIENT));
    add(UNKNOWN_KEY, "key of 2047 bits", signed(NEARLY, "key-2047", POOL, CLIENT));

    BearerToken byAnother = TokenForger.withKeyId("curve");
    List<String> parts = TokenForger.parts(byAnother);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(CURVE.getPrivate());
    signature.update(TokenForger.bytes(parts.get(0) + "." + parts.get(1)));
    parts.set(2, TokenMint.encoded(signature.sign()));
    add(UNKNOWN_KEY, "key on a curve, signed by it", String.join(".", parts));
    add(UNKNOWN_KEY, "key on a curve, signed by another", byAnother);
  }

  private void keysOfOthers() {
    forged("the stranger's", STRANGER, "key-1");
    forged("the stranger's, by the pool's other id", STRANGER, "key-2");
    forged("the stranger's, by another pool's id", STRANGER, "other-1");
    forged("the pool's second, by the first one's id", SECOND, "key-1");
    forged("the pool's first, by the second one's id", MINT, "key-2");
    forged("a larger one, by a smaller one's id", LARGE, "key-1");
    forged("a smaller one, by a larger one's id", MINT, "key-3072");
    forged("the pool's, by another pool's id", MINT, "other-1");
    forged("another pool's, by the pool's id", OTHER, "key-1");
    forged("the stranger's, by an id of two", STRANGER, "shared");
    add(BAD_SIGNATURE, "the pool's, by the twins' id", MINT, "twin", TWIN_ONE, CLIENT);
    mistaken("another pool's for the pool", OTHER, "other-1", POOL, CLIENT);
    mistaken("the pool's for another pool", MINT, "key-1", OTHER_POOL, OTHER_CLIENT);
    mistaken("another pool's for the pool, same id", OTHER, "shared", POOL, CLIENT);
    mistaken("the pool's for another, same id", MINT, "shared", OTHER_POOL, OTHER_CLIENT);
    mistaken("the twins' for the pool, which has it, too", SECOND, "twin", POOL, CLIENT);
    mistaken("the pool's for a twin, which has it, too", SECOND, "key-2", TWIN_ONE, CLIENT);
  }

  private void forged(String name, TokenMint signer, String keyId) {
    add(BAD_SIGNATURE, name, signer, keyId, POOL, CLIENT);
  }

  private void mistaken(String name, TokenMint signer, String keyId, String issuer, String client) {
    add(WRONG_ISSUER, name, signer, keyId, issuer, client);
  }

  private void add(
      TokenRefusal reason,
      String name,
      TokenMint signer,
      String keyId,
      String issuer,
      String client) {
    add(reason, "key is " + name, signed(signer, keyId, issuer, client));
  }

  static BearerToken signed(TokenMint signer, String keyId, String issuer, String client) {
    return signer.token(
        TokenForger.changed(signer.header(), "kid", keyId),
        TokenForger.changed(signer.idClaims(client, NOW), "iss", issuer));
  }
}
