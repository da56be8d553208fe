package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.VerificationOutcome.Refused;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Verifies a token that nothing is known of: form, algorithm, key, signature, and only then what
 * the token claims.
 */
final class FirstSight {
  private final List<Issuer> issuers;
  private final TokenClock clock;

  /** Whose tokens are believed, by the keys of its own set. */
  record Issuer(String name, Set<String> clientIds, KeySet keys) {}

  /** What a token turns out to be. */
  sealed interface Sighting {
    /** Genuine, and good for what its claims say. */
    record Genuine(VerifiedTokenCache.Entry entry) implements Sighting {}

    record Other(TokenRefusal reason) implements Sighting {}
  }

  FirstSight(List<Issuer> issuers, TokenClock clock) {
    this.issuers = issuers;
    this.clock = clock;
  }

  /**
   * Verifies the token.
   *
   * @throws IdentityProviderUnavailableException if that takes keys that can't be loaded now
   */
  Sighting of(byte[] text) {
    return switch (CompactToken.read(text, VerificationKey.ALGORITHM)) {
      case CompactToken.Reading.NoToken(var reason) -> new Sighting.Other(reason);
      case CompactToken.Reading.Token(var token) -> withKey(token);
    };
  }

  /** Keys at hand come first: whoever shows a good token waits for nothing. */
  private Sighting withKey(CompactToken token) {
    List<Issuer> others = new ArrayList<>();
    for (Issuer issuer : issuers) {
      VerificationKey key = issuer.keys().known(token.keyId());
      if (key == null) {
        others.add(issuer);
      } else if (key.verifies(token)) {
        return signed(token, key, issuer);
      }
    }
    boolean found = others.size() < issuers.size();
    IdentityProviderUnavailableException unavailable = null;
    for (Issuer issuer : others) {
      try {
        VerificationKey key = issuer.keys().sought(token.keyId());
        if (key != null && key.verifies(token)) {
          return signed(token, key, issuer);
        }
        found |= key != null;
      } catch (IdentityProviderUnavailableException e) {
        // The token may be of this issuer, or of one that is still to be asked.
        unavailable = e;
      }
    }
    if (unavailable != null) {
      throw unavailable;
    }
    return new Sighting.Other(
        found ? TokenRefusal.Key.BAD_SIGNATURE : TokenRefusal.Key.UNKNOWN_KEY);
  }

  /** The signature holds; the token says who issued it. */
  private Sighting signed(CompactToken token, VerificationKey key, Issuer signer) {
    Map<String, Object> members = StrictJson.object(token.payload());
    if (members == null) {
      return new Sighting.Other(TokenRefusal.Form.BAD_JSON);
    }
    TokenClaims claims = new TokenClaims(members);
    if (signer.name().equals(claims.issuer())) {
      return issued(claims, key, signer);
    }
    for (Issuer issuer : issuers) {
      if (issuer.name().equals(claims.issuer())) {
        VerificationKey own = issuer.keys().find(token.keyId());
        if (own != null && (own.isSameAs(key) || own.verifies(token))) {
          return issued(claims, own, issuer);
        }
      }
    }
    return new Sighting.Other(TokenRefusal.Claim.WRONG_ISSUER);
  }

  /** The issuer's own key has signed; the rest is in the claims. */
  private Sighting issued(TokenClaims claims, VerificationKey key, Issuer issuer) {
    return switch (claims.check(issuer.clientIds(), clock)) {
      case Refused(var reason) -> new Sighting.Other(reason);
      case Verified(var verified) ->
          new Sighting.Genuine(new VerifiedTokenCache.Entry(verified, key, issuer.keys()));
    };
  }
}
