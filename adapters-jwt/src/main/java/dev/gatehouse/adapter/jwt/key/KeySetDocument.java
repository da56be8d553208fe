package dev.gatehouse.adapter.jwt.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.adapter.jwt.token.Base64Url;
import dev.gatehouse.adapter.jwt.token.StrictJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JWK Set document (RFC 7517, section 5). */
public final class KeySetDocument {
  private static final int MIN_BITS = 2048;

  /** Larger keys are not used in practice, and they make verification slow. */
  private static final int MAX_BITS = 8192;

  /** With the exponent 1, anyone could forge a signature. */
  private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(3);

  /**
   * The maximum that AWS-LC accepts. The JDK accepts larger exponents, but verifies with them a
   * hundred times slower.
   */
  private static final int MAX_EXPONENT_BITS = 33;

  private KeySetDocument() {}

  /**
   * Returns the keys of a document that verify RS256 signatures, by key id.
   *
   * <p>Ignores a key without an id, for another purpose, of another type, or with an unsuitable
   * size or exponent. If several keys have the same id, ignores them all, because it is not clear
   * which one is meant.
   *
   * @throws ParseException if the document is not a JWK Set, or contains no usable key
   */
  public static Map<String, PublicKey> read(String document) throws ParseException {
    Map<String, Object> set = StrictJson.parseObject(document.getBytes(StandardCharsets.UTF_8));
    if (set == null || !(set.get("keys") instanceof List<?> entries)) {
      throw new ParseException("the document is not a JWK Set", 0);
    }
    Map<String, PublicKey> keys = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> jwk && jwk.get("kid") instanceof String id) {
        PublicKey key = usable(jwk);
        if (!ids.add(id)) {
          keys.remove(id);
        } else if (key != null) {
          keys.put(id, key);
        }
      }
    }
    if (keys.isEmpty()) {
      throw new ParseException("the document contains no usable key", 0);
    }
    return Map.copyOf(keys);
  }

  /** Ignores members that are not read here, as RFC 7517, section 4, requires. */
  private static @Nullable PublicKey usable(Map<?, ?> jwk) {
    if (!"RSA".equals(jwk.get("kty"))
        || !"sig".equals(absentIs("sig", jwk, "use"))
        || !VerificationKey.ALGORITHM.equals(absentIs(VerificationKey.ALGORITHM, jwk, "alg"))
        || !(absentIs(List.of("verify"), jwk, "key_ops") instanceof List<?> operations)
        || !operations.contains("verify")) {
      return null;
    }
    Base64URL modulus = number(jwk.get("n"));
    Base64URL exponent = number(jwk.get("e"));
    return modulus == null || exponent == null ? null : usable(modulus, exponent);
  }

  private static @Nullable Object absentIs(Object meaning, Map<?, ?> jwk, String member) {
    return jwk.containsKey(member) ? jwk.get(member) : meaning;
  }

  private static @Nullable Base64URL number(@Nullable Object member) {
    return member instanceof String text
            && Base64Url.decode(text.getBytes(StandardCharsets.UTF_8)) != null
        ? new Base64URL(text)
        : null;
  }

  private static @Nullable PublicKey usable(Base64URL modulus, Base64URL exponent) {
    BigInteger n = modulus.decodeToBigInteger();
    BigInteger e = exponent.decodeToBigInteger();
    if (n.bitLength() < MIN_BITS
        || n.bitLength() > MAX_BITS
        || !n.testBit(0)
        || e.compareTo(LEAST_EXPONENT) < 0
        || e.bitLength() > MAX_EXPONENT_BITS
        || !e.testBit(0)) {
      return null;
    }
    try {
      return new RSAKey.Builder(modulus, exponent).build().toRSAPublicKey();
    } catch (JOSEException _) {
      // The JDK cannot read this key. Other keys of the set may be usable.
      return null;
    }
  }
}
