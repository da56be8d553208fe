package dev.gatehouse.adapter.jwt;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The header and the claims of a token, read without verification. They help to find out why a
 * token is refused. They prove nothing, because anyone can write such a token.
 *
 * @param header the members of the header; empty if it cannot be read
 * @param claims the claims; empty if they cannot be read
 */
public record UnverifiedClaims(Map<String, Object> header, Map<String, Object> claims) {
  /** Reads the parts that are readable. Accepts tokens that a verifier refuses. */
  public static UnverifiedClaims read(String text) {
    String[] parts = text.split("\\.", 3);
    return new UnverifiedClaims(object(parts[0]), object(parts.length > 1 ? parts[1] : null));
  }

  private static Map<String, Object> object(@Nullable String part) {
    if (part == null) {
      return Map.of();
    }
    try {
      Map<String, Object> object = JSONObjectUtils.parse(new Base64URL(part).decodeToString());
      // For the JSON text null, the library returns a null reference.
      return Objects.requireNonNullElse(object, Map.of());
    } catch (ParseException _) {
      return Map.of();
    }
  }
}
