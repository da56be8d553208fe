package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Issues what a user holds after logging in; the signed tokens have the claims of Cognito's. */
final class TokenIssuer {
  private final String issuer;
  private final SigningKeys keys;
  private final Duration lifetime;
  private final RefreshTokenStore refreshTokens;
  private final Supplier<UUID> ids;

  /**
   * Issues in an issuer's name.
   *
   * @param lifetime how long ID and access tokens live
   * @param ids makes up the ids of tokens and logins
   * @throws IllegalArgumentException if the issuer is empty
   */
  TokenIssuer(
      String issuer,
      SigningKeys keys,
      Duration lifetime,
      RefreshTokenStore refreshTokens,
      Supplier<UUID> ids) {
    if (issuer.isEmpty()) {
      throw new IllegalArgumentException("an empty issuer");
    }
    this.issuer = issuer;
    this.keys = keys;
    this.lifetime = lifetime;
    this.refreshTokens = refreshTokens;
    this.ids = ids;
  }

  /** The {@code iss} of the tokens. */
  String issuer() {
    return issuer;
  }

  /**
   * Tokens for a login that happens now; the refresh token is on the disk on return.
   *
   * @throws IdentityProviderUnavailableException if there is no key to sign with, or the database
   *     fails
   */
  Tokens issue(StoredUser user, Instant now) {
    SigningKey key = keys.signing(now);
    UUID originJti = ids.get();
    return new Tokens(
        new IdToken(key.sign(idClaims(user, originJti, now))),
        new AccessToken(key.sign(accessClaims(user, originJti, now))),
        refreshTokens.issue(user, originJti, now),
        lifetime);
  }

  private Map<String, Object> idClaims(StoredUser user, UUID originJti, Instant now) {
    Map<String, Object> claims = claims("id", user, originJti, now);
    claims.put("aud", EmbeddedIdentityProvider.CLIENT_ID);
    claims.put("cognito:username", user.username());
    claims.put("email", user.email());
    claims.put("email_verified", user.emailVerified());
    return claims;
  }

  private Map<String, Object> accessClaims(StoredUser user, UUID originJti, Instant now) {
    Map<String, Object> claims = claims("access", user, originJti, now);
    claims.put("client_id", EmbeddedIdentityProvider.CLIENT_ID);
    claims.put("username", user.username());
    // The scope of every access token that Cognito issues by its API: to manage one's account.
    claims.put("scope", "aws.cognito.signin.user.admin");
    return claims;
  }

  private Map<String, Object> claims(String use, StoredUser user, UUID originJti, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", user.subject());
    claims.put("iss", issuer);
    claims.put("token_use", use);
    claims.put("auth_time", now.getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    claims.put("jti", ids.get().toString());
    claims.put("origin_jti", originJti.toString());
    return claims;
  }
}
