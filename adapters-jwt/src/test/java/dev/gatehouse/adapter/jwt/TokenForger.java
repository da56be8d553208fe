package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens that are good but for one thing; the pool's trusted key has signed them all. */
final class TokenForger {
  private static final BearerToken GOOD = MINT.token(idClaims());

  private TokenForger() {}

  static Map<String, @Nullable Object> claims(TokenUse use) {
    return use == TokenUse.ID ? MINT.idClaims(CLIENT, NOW) : MINT.accessClaims(CLIENT, NOW);
  }

  static Map<String, @Nullable Object> idClaims() {
    return claims(TokenUse.ID);
  }

  /** A good ID token, always the same. */
  static BearerToken good() {
    return GOOD;
  }

  static BearerToken with(Map<String, @Nullable Object> header) {
    return MINT.token(header, idClaims());
  }

  static BearerToken withHeader(String parameter, @Nullable Object value) {
    Map<String, @Nullable Object> header = MINT.header();
    header.put(parameter, value);
    return with(header);
  }

  static BearerToken withKeyId(String keyId) {
    return withHeader("kid", keyId);
  }

  static BearerToken withClaim(TokenUse use, String claim, @Nullable Object value) {
    Map<String, @Nullable Object> claims = claims(use);
    claims.put(claim, value);
    return MINT.token(claims);
  }

  static BearerToken withoutClaim(TokenUse use, String claim) {
    Map<String, @Nullable Object> claims = claims(use);
    claims.remove(claim);
    return MINT.token(claims);
  }

  /** A token whose header and claims are these bytes. */
  static BearerToken of(byte[] header, byte[] claims) {
    return MINT.signed(TokenMint.encoded(header), TokenMint.encoded(claims));
  }

  static BearerToken of(String header, String claims) {
    return of(bytes(header), bytes(claims));
  }

  /** A good token's three parts. */
  static List<String> parts(BearerToken token) {
    return Arrays.asList(token.reveal().split("\\.", -1));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A number as so many bytes, the highest first. */
  static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int used = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - used, fixed, length - used, used);
    return fixed;
  }
}
