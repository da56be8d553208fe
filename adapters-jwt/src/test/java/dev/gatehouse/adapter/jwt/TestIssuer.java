package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.testkit.TokenMint;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Whom the verifiers of these tests trust: a user pool with two clients and some keys that must not
 * be used, another pool, and two issuers that publish the same key.
 *
 * <p>The mints are shared, for making an RSA key takes long.
 */
final class TestIssuer {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  static final String POOL =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abc123456";
  static final String OTHER_POOL =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Xyz987654";
  static final String TWIN_ONE = "https://one.example.com";
  static final String TWIN_TWO = "https://two.example.com";

  static final String CLIENT = "3n4b5urk1ft4fl3mg5e62d9ado";
  static final String SECOND_CLIENT = "7c9kq0mh2v4ps8d1l6t5w3xyza";
  static final String OTHER_CLIENT = "5gk2t8w1z3n7q9x4c6v0b8m2lp";

  /** The pool's key; all that is hostile in but one thing is signed with it. */
  static final TokenMint MINT = new TokenMint(POOL, "key-1");

  static final TokenMint SECOND = new TokenMint(POOL, "key-2");
  static final TokenMint OTHER = new TokenMint(OTHER_POOL, "other-1");
  static final TokenMint LARGE = new TokenMint(POOL, "key-3072", 3072);
  static final TokenMint LARGEST = new TokenMint(POOL, "key-4096", 4096);

  /** Says that it is the pool, down to the key's id. */
  static final TokenMint STRANGER = new TokenMint(POOL, "key-1");

  static final TokenMint SMALL = new TokenMint(POOL, "key-1024", 1024);
  static final TokenMint NEARLY = new TokenMint(POOL, "key-2047", 2047);

  static final KeyPair CURVE = curve();

  /** Ids in the pool's set whose key is the trusted one, and must not be used all the same. */
  static final List<String> UNUSABLE_KEYS =
      List.of(
          "use-enc",
          "use-upper-case",
          "use-empty",
          "use-list",
          "ops-sign",
          "ops-none",
          "ops-string",
          "alg-rs512",
          "alg-ps256",
          "alg-hs256",
          "alg-lower-case",
          "alg-encryption",
          "alg-null",
          "kty-ec",
          "kty-oct",
          "kty-lower-case",
          "kty-missing",
          "twice");

  private TestIssuer() {}

  /** The issuers with their sets; from the second fetch on the key "withdrawn" is gone. */
  static List<TrustedIssuer> trusted() {
    AtomicBoolean fetched = new AtomicBoolean();
    return List.of(
        new TrustedIssuer(
            POOL, Set.of(CLIENT, SECOND_CLIENT), () -> poolKeys(!fetched.getAndSet(true))),
        new TrustedIssuer(
            OTHER_POOL,
            Set.of(OTHER_CLIENT),
            () -> document(List.of(OTHER.publicKey(), jwk(OTHER, "shared", Map.of())))),
        new TrustedIssuer(TWIN_ONE, Set.of(CLIENT), TestIssuer::twinKeys),
        new TrustedIssuer(TWIN_TWO, Set.of(CLIENT), TestIssuer::twinKeys));
  }

  private static String poolKeys(boolean first) {
    List<Map<String, @Nullable Object>> keys = new ArrayList<>();
    if (first) {
      keys.add(jwk(MINT, "withdrawn", Map.of()));
    }
    for (TokenMint mint : List.of(MINT, SECOND, LARGE, LARGEST, SMALL, NEARLY)) {
      keys.add(mint.publicKey());
    }
    keys.add(jwk(MINT, "shared", Map.of()));
    keys.add(jwk(MINT, "ops-verify", Map.of("key_ops", List.of("sign", "verify"))));
    Map<String, @Nullable Object> bare = MINT.publicKey();
    bare.keySet().removeAll(Set.of("use", "alg"));
    bare.put("kid", "bare");
    keys.add(bare);

    keys.add(jwk(MINT, "use-enc", Map.of("use", "enc")));
    keys.add(jwk(MINT, "use-upper-case", Map.of("use", "SIG")));
    keys.add(jwk(MINT, "use-empty", Map.of("use", "")));
    keys.add(jwk(MINT, "use-list", Map.of("use", List.of("sig"))));
    keys.add(jwk(MINT, "ops-sign", Map.of("key_ops", List.of("sign"))));
    keys.add(jwk(MINT, "ops-none", Map.of("key_ops", List.of())));
    keys.add(jwk(MINT, "ops-string", Map.of("key_ops", "verify")));
    keys.add(jwk(MINT, "alg-rs512", Map.of("alg", "RS512")));
    keys.add(jwk(MINT, "alg-ps256", Map.of("alg", "PS256")));
    keys.add(jwk(MINT, "alg-hs256", Map.of("alg", "HS256")));
    keys.add(jwk(MINT, "alg-lower-case", Map.of("alg", "rs256")));
    keys.add(jwk(MINT, "alg-encryption", Map.of("alg", "RSA-OAEP-256")));
    Map<String, @Nullable Object> nullAlgorithm = jwk(MINT, "alg-null", Map.of());
    nullAlgorithm.put("alg", null);
    keys.add(nullAlgorithm);
    keys.add(jwk(MINT, "kty-ec", Map.of("kty", "EC")));
    keys.add(jwk(MINT, "kty-oct", Map.of("kty", "oct", "k", TokenMint.encoded("secret"))));
    keys.add(jwk(MINT, "kty-lower-case", Map.of("kty", "rsa")));
    Map<String, @Nullable Object> noType = jwk(MINT, "kty-missing", Map.of());
    noType.remove("kty");
    keys.add(noType);
    keys.add(jwk(MINT, "twice", Map.of()));
    keys.add(jwk(SECOND, "twice", Map.of()));
    keys.add(curveKey());
    keys.add(jwk(STRANGER, "no id", Map.of("kid", 1)));
    return document(keys);
  }

  private static String twinKeys() {
    return document(List.of(jwk(SECOND, "twin", Map.of())));
  }

  private static String document(List<Map<String, @Nullable Object>> keys) {
    return TokenMint.json(Map.of("keys", keys));
  }

  private static Map<String, @Nullable Object> jwk(
      TokenMint mint, String keyId, Map<String, ?> changed) {
    Map<String, @Nullable Object> jwk = mint.publicKey();
    jwk.put("kid", keyId);
    jwk.putAll(changed);
    return jwk;
  }

  private static Map<String, @Nullable Object> curveKey() {
    ECPublicKey key = (ECPublicKey) CURVE.getPublic();
    Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "EC");
    jwk.put("kid", "curve");
    jwk.put("crv", "P-256");
    jwk.put("x", TokenMint.encoded(TokenForger.fixed(key.getW().getAffineX(), 32)));
    jwk.put("y", TokenMint.encoded(TokenForger.fixed(key.getW().getAffineY(), 32)));
    return jwk;
  }

  private static KeyPair curve() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** A token of the pool that names a key nobody has. */
  static BearerToken tokenOfAnUnknownKey() {
    return TokenForger.withKeyId("unknown");
  }
}
