package dev.gatehouse.adapter.jwt;

import dev.gatehouse.adapter.jwt.key.KeySet;
import dev.gatehouse.adapter.jwt.key.VerificationKey;
import dev.gatehouse.adapter.jwt.token.CompactToken;
import dev.gatehouse.adapter.jwt.token.StrictJson;
import dev.gatehouse.adapter.jwt.token.TokenClaims;
import dev.gatehouse.adapter.jwt.token.TokenClock;
import dev.gatehouse.adapter.jwt.token.TokenParser;
import dev.gatehouse.adapter.jwt.token.TokenParser.ParseResult;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Verifies a token without the cache: form, algorithm, key, signature, and only then the claims.
 */
final class UncachedVerification {
  private final List<Issuer> issuers;
  private final TokenClock clock;
  private final TokenParser parser = new TokenParser(VerificationKey.ALGORITHM);

  /** A trusted issuer with its own key set. */
  record Issuer(String name, Set<String> clientIds, KeySet keys) {}

  /** The result of a verification. */
  sealed interface VerificationResult {
    /** The signature and the claims are valid. */
    record Valid(VerifiedTokenCache.Entry entry) implements VerificationResult {}

    record Invalid(TokenRefusal reason) implements VerificationResult {}
  }

  UncachedVerification(List<Issuer> issuers, TokenClock clock) {
    this.issuers = issuers;
    this.clock = clock;
  }

  /**
   * Verifies the token.
   *
   * @throws IdentityProviderUnavailableException if the necessary keys cannot be loaded now
   */
  VerificationResult verify(byte[] text) {
    return switch (parser.parse(text)) {
      case ParseResult.Malformed(var reason) -> new VerificationResult.Invalid(reason);
      case ParseResult.Parsed(var token) -> verifySignature(token);
    };
  }

  /** Tries the known keys first, so that a valid token does not wait for a fetch. */
  private VerificationResult verifySignature(CompactToken token) {
    List<Issuer> others = new ArrayList<>();
    for (Issuer issuer : issuers) {
      VerificationKey key = issuer.keys().findKnown(token.keyId());
      if (key == null) {
        others.add(issuer);
      } else if (key.verifies(token)) {
        return checkIssuer(token, key, issuer);
      }
    }
    boolean found = others.size() < issuers.size();
    IdentityProviderUnavailableException unavailable = null;
    for (Issuer issuer : others) {
      try {
        VerificationKey key = issuer.keys().findAfterRefresh(token.keyId());
        if (key != null && key.verifies(token)) {
          return checkIssuer(token, key, issuer);
        }
        found |= key != null;
      } catch (IdentityProviderUnavailableException e) {
        // Continue, because the token may belong to one of the remaining issuers.
        unavailable = e;
      }
    }
    if (unavailable != null) {
      throw unavailable;
    }
    return new VerificationResult.Invalid(
        found ? TokenRefusal.Key.BAD_SIGNATURE : TokenRefusal.Key.UNKNOWN_KEY);
  }

  /** Checks the issuer of a token with a valid signature, then the other claims. */
  private VerificationResult checkIssuer(CompactToken token, VerificationKey key, Issuer signer) {
    Map<String, Object> members = StrictJson.parseTolerantly(token.payload());
    if (members == null) {
      return new VerificationResult.Invalid(TokenRefusal.Form.BAD_JSON);
    }
    TokenClaims claims = new TokenClaims(members);
    if (signer.name().equals(claims.issuer())) {
      return checkClaims(token, claims, key, signer);
    }
    for (Issuer issuer : issuers) {
      if (issuer.name().equals(claims.issuer())) {
        VerificationKey own = issuer.keys().find(token.keyId());
        if (own != null && (own.isSameAs(key) || own.verifies(token))) {
          return checkClaims(token, claims, own, issuer);
        }
      }
    }
    return new VerificationResult.Invalid(TokenRefusal.Claim.WRONG_ISSUER);
  }

  /** Checks the claims of a token that its own issuer has signed. */
  private VerificationResult checkClaims(
      CompactToken token, TokenClaims claims, VerificationKey key, Issuer issuer) {
    return switch (claims.check(issuer.clientIds(), clock)) {
      case Refused(var reason) -> new VerificationResult.Invalid(reason);
      case Verified(var verified) ->
          token.allowsUse(verified.use())
              ? new VerificationResult.Valid(
                  new VerifiedTokenCache.Entry(verified, key, issuer.keys(), token.text().length))
              : new VerificationResult.Invalid(TokenRefusal.Header.WRONG_TYPE);
    };
  }
}
