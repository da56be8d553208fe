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

/**
 * Creates tokens with a single fault. All are signed by the pool's trusted key.
 *
 * <p>Changes to headers and claims are given as alternating names and values.
 */
final class TokenForger {
  private static final BearerToken GOOD = MINT.token(idClaims());

  private TokenForger() {}

  static Map<String, @Nullable Object> header(@Nullable Object... changes) {
    return changed(MINT.header(), changes);
  }

  static Map<String, @Nullable Object> claims(TokenUse use, @Nullable Object... changes) {
    return changed(
        use == TokenUse.ID ? MINT.idClaims(CLIENT, NOW) : MINT.accessClaims(CLIENT, NOW), changes);
  }

  static Map<String, @Nullable Object> idClaims(@Nullable Object... changes) {
    return claims(TokenUse.ID, changes);
  }

  static Map<String, @Nullable Object> changed(
      Map<String, @Nullable Object> members, @Nullable Object... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      members.put(String.valueOf(changes[i]), changes[i + 1]);
    }
    return members;
  }

  static Map<String, @Nullable Object> without(String name, Map<String, @Nullable Object> members) {
    members.remove(name);
    return members;
  }

  /** Renames a member. */
  static Map<String, @Nullable Object> renamed(
      String name, String other, Map<String, @Nullable Object> members) {
    members.put(other, members.remove(name));
    return members;
  }

  /** A valid ID token, always the same. */
  static BearerToken good() {
    return GOOD;
  }

  static BearerToken with(Map<String, ? extends @Nullable Object> header) {
    return MINT.token(header, idClaims());
  }

  static BearerToken withKeyId(String keyId) {
    return with(header("kid", keyId));
  }

  /** Returns a token with these bytes as header and claims. */
  static BearerToken of(byte[] header, byte[] claims) {
    return MINT.signed(TokenMint.encoded(header), TokenMint.encoded(claims));
  }

  static BearerToken of(String header, String claims) {
    return of(bytes(header), bytes(claims));
  }

  /** Returns the three parts of a valid token. */
  static List<String> parts(BearerToken token) {
    return Arrays.asList(token.reveal().split("\\.", -1));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a number as this many bytes, the highest first. */
  static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int used = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - used, fixed, length - used, used);
    return fixed;
  }
}
