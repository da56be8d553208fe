package dev.gatehouse.adapter.jwt;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, for people who want to know why it is refused. It proves nothing:
 * anyone can write it.
 *
 * @param header the header's members; empty where it can't be read
 * @param claims the claims; empty where they can't be read
 */
public record UnverifiedClaims(Map<String, Object> header, Map<String, Object> claims) {
  /** Reads what can be read, and forgives what a verifier does not. */
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
      // The library reads JSON's null as a map that is none.
      return Objects.requireNonNullElse(object, Map.of());
    } catch (ParseException _) {
      return Map.of();
    }
  }
}
