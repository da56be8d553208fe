package dev.gatehouse.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
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
final class KeySetDocument {
  private static final int MIN_BITS = 2048;

  private KeySetDocument() {}

  /**
   * The keys in a document that verify RS256 signatures, by id.
   *
   * <p>Keys without id, for another purpose, of another kind or too small are passed over; of an id
   * that occurs twice no key is taken, for nobody knows which is meant.
   *
   * @throws ParseException if the document is no JWK Set, or holds no usable key
   */
  static Map<String, PublicKey> read(String document) throws ParseException {
    Map<String, Object> set = StrictJson.object(document.getBytes(StandardCharsets.UTF_8));
    if (set == null || !(set.get("keys") instanceof List<?> entries)) {
      throw new ParseException("the document is no JWK Set", 0);
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
      throw new ParseException("the document holds no usable key", 0);
    }
    return Map.copyOf(keys);
  }

  private static @Nullable PublicKey usable(Map<?, ?> jwk) {
    try {
      Map<String, Object> members = new HashMap<>();
      jwk.forEach((name, value) -> members.put((String) name, value));
      RSAKey rsa = RSAKey.parse(members);
      Set<KeyOperation> operations = rsa.getKeyOperations();
      boolean verifies =
          (rsa.getKeyUse() == null || rsa.getKeyUse().equals(KeyUse.SIGNATURE))
              && (operations == null || operations.contains(KeyOperation.VERIFY))
              && (rsa.getAlgorithm() == null || rsa.getAlgorithm().equals(JWSAlgorithm.RS256))
              && rsa.size() >= MIN_BITS;
      return verifies ? rsa.toRSAPublicKey() : null;
    } catch (ParseException | JOSEException _) {
      // Of another kind, or beyond what anyone understands: others in the set may do.
      return null;
    }
  }
}
