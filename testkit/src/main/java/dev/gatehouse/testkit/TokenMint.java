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
 * An issuer of real tokens for tests: one RSA key, the JDK alone, and no opinion about what a token
 * may hold.
 *
 * <p>It signs whatever header and claims it is given, sensible or hostile, and shares no code with
 * what it tests.
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
   * @param bits the key's size; at least 512, of which nobody should believe anything
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

  /** The JWK Set with this issuer's public key. */
  public String keySet() {
    return "{\"keys\":[" + json(publicKey()) + "]}";
  }

  /** The public key as a JWK's members. */
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

  /** The key pair itself, for what no method here makes; nothing but tests believes in it. */
  public KeyPair keys() {
    return keys;
  }

  /** The header of this issuer's tokens; change it at will. */
  public Map<String, @Nullable Object> header() {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("kid", keyId);
    header.put("alg", "RS256");
    return header;
  }

  /** The claims of a good ID token with an hour to live; change them at will. */
  public Map<String, @Nullable Object> idClaims(String clientId, Instant issuedAt) {
    Map<String, @Nullable Object> claims = claims("id", issuedAt);
    claims.put("aud", clientId);
    claims.put("cognito:username", "Alice");
    claims.put("email", "alice@example.com");
    claims.put("email_verified", true);
    return claims;
  }

  /** The claims of a good access token with an hour to live; change them at will. */
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

  /** A token with this issuer's own header. */
  public BearerToken token(Map<String, ? extends @Nullable Object> claims) {
    return token(header(), claims);
  }

  /** A token with any header and claims, signed by this issuer's key with SHA-256 and RSA. */
  public BearerToken token(
      Map<String, ? extends @Nullable Object> header,
      Map<String, ? extends @Nullable Object> claims) {
    return token(header, claims, this::signature);
  }

  /**
   * A token with an HMAC (HS256) whose secret is this issuer's public key in DER form.
   *
   * <p>Anyone can make one; it fools a verifier that lets a token choose the algorithm.
   */
  public BearerToken tokenWithMac(Map<String, ? extends @Nullable Object> claims) {
    Map<String, @Nullable Object> header = header();
    header.put("alg", "HS256");
    return token(header, claims, this::mac);
  }

  /**
   * A token made of any two parts as they are, encoded or not, signed by this issuer's key with
   * SHA-256 and RSA.
   *
   * @param header the first part, as it goes before the first dot
   * @param payload the second part, as it goes before the second dot
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

  /** Text as base64url without padding, as the parts of a token are written. */
  public static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes as base64url without padding, as the parts of a token are written. */
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

  /** A value as JSON: maps, collections, strings, numbers, booleans and null. */
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
