package dev.gatehouse.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One issuer's keys, remembered.
 *
 * <p>A key once obtained keeps verifying through any outage of its source; a refresh that fails
 * changes nothing. A caller with a known key never waits.
 */
final class KeySet {
  private static final Logger LOG = System.getLogger(KeySet.class.getName());

  /** How often unknown key ids may cause a fetch, for all callers together. */
  static final Duration COOL_DOWN = Duration.ofSeconds(10);

  private static final int MIN_KEY_BITS = 2048;

  private final KeySetSource source;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private Instant lastFetch = Instant.MIN;
  private volatile @Nullable Map<String, JWSVerifier> verifiers;

  KeySet(KeySetSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Whether there is any key to verify with. */
  boolean loaded() {
    return verifiers != null;
  }

  /** The remembered verifier of a key, or null; never fetches. */
  @Nullable JWSVerifier known(String keyId) {
    Map<String, JWSVerifier> current = verifiers;
    return current == null ? null : current.get(keyId);
  }

  /**
   * The verifier of a key that was not {@link #known}, or null; fetches the set, unless that was
   * done just now.
   *
   * @throws IdentityProviderUnavailableException if no key was ever obtained
   */
  @Nullable JWSVerifier sought(String keyId) {
    fetching.lock();
    try {
      if (!clock.instant().isBefore(lastFetch.plus(COOL_DOWN))) {
        refresh();
      }
    } finally {
      fetching.unlock();
    }
    if (!loaded()) {
      throw IdentityProviderUnavailableException.unavailable(
          "no key to verify tokens with was obtained yet", COOL_DOWN, null);
    }
    return known(keyId);
  }

  /** Fetches the set now and says whether that worked. */
  boolean refresh() {
    fetching.lock();
    try {
      lastFetch = clock.instant();
      verifiers = verifiers(source.fetch());
      return true;
    } catch (IOException | UncheckedIOException | ParseException | JOSEException e) {
      LOG.log(
          Level.WARNING,
          "The key set can''t be refreshed ({0}): {1}",
          loaded() ? "the keys known so far stay in force" : "no token can be verified yet",
          e.getMessage());
      return false;
    } finally {
      fetching.unlock();
    }
  }

  private static Map<String, JWSVerifier> verifiers(String document)
      throws ParseException, JOSEException {
    Map<String, JWSVerifier> verifiers = new HashMap<>();
    for (JWK key : JWKSet.parse(document).getKeys()) {
      if (key instanceof RSAKey rsa && signs(rsa)) {
        verifiers.put(rsa.getKeyID(), new RSASSAVerifier(rsa.toPublicJWK()));
      }
    }
    if (verifiers.isEmpty()) {
      throw new ParseException("the document holds no RSA signing key with an id", 0);
    }
    return Map.copyOf(verifiers);
  }

  private static boolean signs(RSAKey key) {
    return key.getKeyID() != null
        && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
        && (key.getAlgorithm() == null || JWSAlgorithm.RS256.equals(key.getAlgorithm()))
        && key.size() >= MIN_KEY_BITS;
  }
}
