package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.testkit.TokenMint;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The trusted issuers of these tests: a user pool with two clients and some keys that must not be
 * used, another pool, and two issuers that publish the same key.
 *
 * <p>The tests share the mints, because creating an RSA key is slow.
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

  /** The pool's key. It signs all hostile tokens with a single fault. */
  static final TokenMint MINT = new TokenMint(POOL, "key-1");

  static final TokenMint SECOND = new TokenMint(POOL, "key-2");
  static final TokenMint OTHER = new TokenMint(OTHER_POOL, "other-1");
  static final TokenMint LARGE = new TokenMint(POOL, "key-3072", 3072);
  static final TokenMint LARGEST = new TokenMint(POOL, "key-4096", 4096);

  /** Pretends to be the pool, with the same key id. */
  static final TokenMint STRANGER = new TokenMint(POOL, "key-1");

  static final TokenMint SMALL = new TokenMint(POOL, "key-1024", 1024);
  static final TokenMint NEARLY = new TokenMint(POOL, "key-2047", 2047);

  static final KeyPair CURVE = curve();

  private TestIssuer() {}

  /** The issuers with their key sets. From the second fetch on, the key "withdrawn" is missing. */
  static List<TrustedIssuer> trusted() {
    AtomicBoolean fetched = new AtomicBoolean();
    return List.of(
        new TrustedIssuer(
            POOL, Set.of(CLIENT, SECOND_CLIENT), () -> poolKeys(!fetched.getAndSet(true))),
        new TrustedIssuer(
            OTHER_POOL,
            Set.of(OTHER_CLIENT),
            () -> document(List.of(OTHER.publicKey(), jwk(OTHER, "shared")))),
        new TrustedIssuer(TWIN_ONE, Set.of(CLIENT), TestIssuer::twinKeys),
        new TrustedIssuer(TWIN_TWO, Set.of(CLIENT), TestIssuer::twinKeys));
  }

  private static String poolKeys(boolean first) {
    List<Map<String, ?>> keys = new ArrayList<>(unusableKeys());
    for (TokenMint mint : List.of(MINT, SECOND, LARGE, LARGEST, SMALL, NEARLY)) {
      keys.add(mint.publicKey());
    }
    if (first) {
      keys.add(jwk(MINT, "withdrawn"));
    }
    keys.add(jwk(MINT, "shared"));
    keys.addAll(variants("{'kid': 'ops-verify', 'key_ops': ['sign', 'verify']}"));
    keys.add(TokenForger.without("use", TokenForger.without("alg", jwk(MINT, "bare"))));
    keys.add(jwk(SECOND, "twice"));
    keys.add(curveKey());
    keys.add(TokenForger.changed(STRANGER.publicKey(), "kid", 1));
    return document(keys);
  }

  /** Entries of the trusted key in the pool's set that must not be used. */
  static List<Map<String, @Nullable Object>> unusableKeys() {
    List<Map<String, @Nullable Object>> keys =
        variants(
            """
            {'kid': 'use-enc', 'use': 'enc'}, {'kid': 'use-upper-case', 'use': 'SIG'},
            {'kid': 'use-empty', 'use': ''}, {'kid': 'use-list', 'use': ['sig']},
            {'kid': 'ops-sign', 'key_ops': ['sign']}, {'kid': 'ops-none', 'key_ops': []},
            {'kid': 'ops-string', 'key_ops': 'verify'}, {'kid': 'alg-rs512', 'alg': 'RS512'},
            {'kid': 'alg-ps256', 'alg': 'PS256'}, {'kid': 'alg-hs256', 'alg': 'HS256'},
            {'kid': 'alg-lower-case', 'alg': 'rs256'}, {'kid': 'alg-null', 'alg': null},
            {'kid': 'alg-encryption', 'alg': 'RSA-OAEP-256'}, {'kid': 'kty-ec', 'kty': 'EC'},
            {'kid': 'kty-oct', 'kty': 'oct', 'k': 'c2VjcmV0'},
            {'kid': 'kty-lower-case', 'kty': 'rsa'}, {'kid': 'twice'}
            """);
    keys.add(TokenForger.without("kty", jwk(MINT, "kty-missing")));
    return keys;
  }

  /** Returns the trusted key with other members. */
  private static List<Map<String, @Nullable Object>> variants(String members) {
    List<Map<String, @Nullable Object>> keys = new ArrayList<>();
    for (Object changes : Json.elements(members)) {
      Map<String, @Nullable Object> key = MINT.publicKey();
      ((Map<?, ?>) Objects.requireNonNull(changes))
          .forEach((name, value) -> key.put(String.valueOf(name), value));
      keys.add(key);
    }
    return keys;
  }

  private static String twinKeys() {
    return document(List.of(jwk(SECOND, "twin")));
  }

  private static String document(List<? extends Map<String, ?>> keys) {
    return TokenMint.json(Map.of("keys", keys));
  }

  private static Map<String, @Nullable Object> jwk(TokenMint mint, String keyId) {
    return TokenForger.changed(mint.publicKey(), "kid", keyId);
  }

  private static Map<String, String> curveKey() {
    ECPoint point = ((ECPublicKey) CURVE.getPublic()).getW();
    String x = TokenMint.encoded(TokenForger.fixed(point.getAffineX(), 32));
    String y = TokenMint.encoded(TokenForger.fixed(point.getAffineY(), 32));
    return Map.of("kty", "EC", "kid", "curve", "crv", "P-256", "x", x, "y", y);
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

  /** Returns a token of the pool with an unknown key id. */
  static BearerToken tokenOfAnUnknownKey() {
    return TokenForger.withKeyId("unknown");
  }
}
