package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.testkit.TokenMint;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * ID tokens of one user in the form of Cognito: its claims, RSA-2048, about 970 bytes. All are
 * different.
 */
final class CognitoTokens {
  static final String POOL = "eu-central-1_Benchmark";
  static final String CLIENT = "7k2qv0p4rm1s9benchmark3dge";
  static final String ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/" + POOL;

  /** Returns the response of {@code GET /users/me} for these tokens. */
  static final String IDENTITY =
      "{\"sub\":\"5ad1c3f0-7041-4d2a-8f6e-0b9c51d2e3a4\",\"username\":\"alice\","
          + "\"email\":\"alice@example.com\",\"emailVerified\":true,\"groups\":[]}";

  private static final Duration LIFETIME = Duration.ofHours(1);

  private final TokenMint mint =
      new TokenMint(ISSUER, "8vXqT0x2mCwYk6Jd1uJb5sQnE3rLh7Zt9aGfPoViWxM=");
  private final Instant now = Instant.now();

  /** Returns the settings of a server that accepts them. */
  static Map<String, String> variables(String keySetUrl) {
    return Map.of(
        "USER_POOL_ID", POOL,
        "COGNITO_CLIENT_ID", CLIENT,
        "COGNITO_ISSUER", ISSUER,
        "COGNITO_JWKS_URL", keySetUrl,
        "AWS_ACCESS_KEY_ID", "none",
        "AWS_SECRET_ACCESS_KEY", "none");
  }

  /** Returns the pool's key set. */
  String keySet() {
    return mint.keySet();
  }

  /** Returns the pool's public key in the format of OpenSSL. */
  String publicKeyPem() {
    Map<String, @Nullable Object> key = mint.publicKey();
    try {
      byte[] encoded =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e"))))
              .getEncoded();
      return "-----BEGIN PUBLIC KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
          + "\n-----END PUBLIC KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static BigInteger number(@Nullable Object base64Url) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(base64Url)));
  }

  /** Returns this number of different tokens. */
  List<BearerToken> distinct(int count) {
    return IntStream.range(0, count).parallel().mapToObj(number -> token(number, now)).toList();
  }

  /** Returns tokens of this number of sessions. */
  List<BearerToken> ofDistinctSessions(int count) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(number -> token(number, now, "session-" + number))
        .toList();
  }

  /** Returns an expired token. */
  BearerToken expired() {
    return token(0, now.minus(LIFETIME).minusSeconds(60));
  }

  /** Returns a token with one changed character in its signature. */
  BearerToken tampered() {
    StringBuilder text = new StringBuilder(token(0, now).reveal());
    int middleOfSignature = text.length() - 170;
    text.setCharAt(middleOfSignature, text.charAt(middleOfSignature) == 'A' ? 'B' : 'A');
    return new BearerToken(text.toString());
  }

  private BearerToken token(int number, Instant issuedAt) {
    return token(number, issuedAt, "0f6b8c1d-92e4-4a37-b5d8-6c7e1f20a394");
  }

  private BearerToken token(int number, Instant issuedAt, String session) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("sub", "5ad1c3f0-7041-4d2a-8f6e-0b9c51d2e3a4");
    claims.put("email_verified", true);
    claims.put("iss", ISSUER);
    claims.put("cognito:username", "alice");
    claims.put("origin_jti", session);
    claims.put("aud", CLIENT);
    claims.put("token_use", "id");
    claims.put("auth_time", issuedAt.getEpochSecond());
    claims.put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("jti", new UUID(0x9b1f3c5a7d2e4f60L, 0x8000_0000_0000_0000L + number).toString());
    claims.put("email", "alice@example.com");
    return mint.token(claims);
  }
}
