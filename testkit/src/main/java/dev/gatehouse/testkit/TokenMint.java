package dev.gatehouse.testkit;

import dev.gatehouse.domain.token.BearerToken;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Issues real tokens for tests, with one RSA key and only the JDK.
 *
 * <p>It signs any header and claims without checking them, so that tests can also make hostile
 * tokens. It shares no code with the verifiers under test.
 */
public final class TokenMint {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final String issuer;
  private final String keyId;
  private final KeyPair keys;

  /**
   * Makes an issuer with a fresh RSA-2048 key.
   *
   * @param issuer the {@code iss} of its tokens
   * @param keyId the {@code kid} of its key
   */
  public TokenMint(String issuer, String keyId) {
    this(issuer, keyId, 2048);
  }

  /**
   * Makes an issuer with a fresh RSA key.
   *
   * @param issuer the {@code iss} of its tokens
   * @param keyId the {@code kid} of its key
   * @param bits the key size in bits, at least 512; verifiers should refuse small keys
   */
  public TokenMint(String issuer, String keyId, int bits) {
    this.issuer = issuer;
    this.keyId = keyId;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** Returns the JWK Set with this issuer's public key. */
  public String keySet() {
    return "{\"keys\":[" + json(publicKey()) + "]}";
  }

  /** Returns the public key as the members of a JWK. */
  public Map<String, @Nullable Object> publicKey() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "RSA");
    jwk.put("kid", keyId);
    jwk.put("use", "sig");
    jwk.put("alg", "RS256");
    jwk.put("n", encoded(unsigned(key.getModulus())));
    jwk.put("e", encoded(unsigned(key.getPublicExponent())));
    return jwk;
  }

  /**
   * Returns the key pair, for tokens that no method of this class makes. Only tests trust this key.
   */
  public KeyPair keys() {
    return keys;
  }

  /** Returns the header of this issuer's tokens. The caller may change the map. */
  public Map<String, @Nullable Object> header() {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("kid", keyId);
    header.put("alg", "RS256");
    return header;
  }

  /**
   * Returns the claims of a valid ID token that lives for one hour. The caller may change the map.
   */
  public Map<String, @Nullable Object> idClaims(String clientId, Instant issuedAt) {
    Map<String, @Nullable Object> claims = claims("id", issuedAt);
    claims.put("aud", clientId);
    claims.put("cognito:username", "Alice");
    claims.put("email", "alice@example.com");
    claims.put("email_verified", true);
    return claims;
  }

  /**
   * Returns the claims of a valid access token that lives for one hour. The caller may change the
   * map.
   */
  public Map<String, @Nullable Object> accessClaims(String clientId, Instant issuedAt) {
    Map<String, @Nullable Object> claims = claims("access", issuedAt);
    claims.put("client_id", clientId);
    claims.put("username", "Alice");
    claims.put("scope", "aws.cognito.signin.user.admin");
    return claims;
  }

  private Map<String, @Nullable Object> claims(String use, Instant issuedAt) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("sub", "5ad1c3f0-0000-4000-8000-000000000001");
    claims.put("iss", issuer);
    claims.put("token_use", use);
    claims.put("auth_time", issuedAt.getEpochSecond());
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", issuedAt.plusSeconds(3600).getEpochSecond());
    claims.put("jti", "jti-1");
    claims.put("origin_jti", "origin-1");
    return claims;
  }

  /** Returns a signed token with this issuer's usual header. */
  public BearerToken token(Map<String, ? extends @Nullable Object> claims) {
    return token(header(), claims);
  }

  /**
   * Returns a token with any header and claims, signed with this issuer's key (SHA-256 and RSA).
   */
  public BearerToken token(
      Map<String, ? extends @Nullable Object> header,
      Map<String, ? extends @Nullable Object> claims) {
    return token(header, claims, this::signature);
  }

  /**
   * Returns a token with an HMAC (HS256) whose secret is this issuer's public key in DER form.
   *
   * <p>Anyone can make such a token. A verifier that lets the token choose the algorithm accepts
   * it.
   */
  public BearerToken tokenWithMac(Map<String, ? extends @Nullable Object> claims) {
    Map<String, @Nullable Object> header = header();
    header.put("alg", "HS256");
    return token(header, claims, this::mac);
  }

  /**
   * Returns a token made of any two parts, signed with this issuer's key (SHA-256 and RSA). The
   * parts are not encoded or changed.
   *
   * @param header the exact text before the first dot
   * @param payload the exact text between the two dots
   */
  public BearerToken signed(String header, String payload) {
    return token(header + "." + payload, this::signature);
  }

  private static BearerToken token(
      Map<String, ? extends @Nullable Object> header,
      Map<String, ? extends @Nullable Object> claims,
      Function<String, byte[]> signature) {
    return token(encoded(json(header)) + "." + encoded(json(claims)), signature);
  }

  private static BearerToken token(String signed, Function<String, byte[]> signature) {
    return new BearerToken(signed + "." + encoded(signature.apply(signed)));
  }

  /** Encodes text as base64url without padding, like the parts of a token. */
  public static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Encodes bytes as base64url without padding, like the parts of a token. */
  public static String encoded(byte[] bytes) {
    return BASE64URL.encodeToString(bytes);
  }

  private byte[] signature(String signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with SHA256withRSA", e);
    }
  }

  private byte[] mac(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
      return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** Writes a value as JSON: maps, collections, strings, numbers, booleans and null. */
  public static String json(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> object ->
          object.entrySet().stream()
              .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case Collection<?> array ->
          array.stream().map(TokenMint::json).collect(Collectors.joining(",", "[", "]"));
      case String text ->
          text.chars().mapToObj(TokenMint::escaped).collect(Collectors.joining("", "\"", "\""));
      case null, default -> String.valueOf(value);
    };
  }

  private static String escaped(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default ->
          character < ' '
              ? String.format(Locale.ROOT, "\\u%04x", character)
              : Character.toString((char) character);
    };
  }
}
