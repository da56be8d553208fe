package dev.gatehouse.adapter.embedded.session;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.key.SigningKey;
import dev.gatehouse.adapter.embedded.key.SigningKeys;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Issues ID and access tokens. They have the same claims as those of Cognito. */
public final class TokenIssuer {
  private static final int MAX_ISSUER = 2000;

  /** The client of the tokens: their {@code aud} or {@code client_id}. */
  public static final String CLIENT_ID = "gatehouse";

  private final String issuer;
  private final SigningKeys keys;
  private final Duration lifetime;
  private final Supplier<UUID> ids;

  /**
   * A signature keeps a core busy. More at a time than there are cores would not be faster, but
   * would delay all other requests.
   */
  private final Semaphore signing = new Semaphore(Runtime.getRuntime().availableProcessors());

  /**
   * Creates an issuer.
   *
   * @param lifetime the lifetime of ID and access tokens
   * @param ids creates the ids of tokens and sessions
   * @throws IllegalArgumentException if the issuer is empty or longer than {@value #MAX_ISSUER}
   *     characters, which would leave too little room for the other claims
   */
  public TokenIssuer(String issuer, SigningKeys keys, Duration lifetime, Supplier<UUID> ids) {
    if (issuer.isEmpty() || issuer.length() > MAX_ISSUER) {
      throw new IllegalArgumentException("the issuer must have 1 to " + MAX_ISSUER + " characters");
    }
    this.issuer = issuer;
    this.keys = keys;
    this.lifetime = lifetime;
    this.ids = ids;
  }

  /** Returns the {@code iss} of the tokens. */
  public String issuer() {
    return issuer;
  }

  /** The signed tokens and their lifetime. */
  public record Signed(IdToken idToken, AccessToken accessToken, Duration lifetime) {}

  /** Returns the lifetime of ID and access tokens. */
  Duration lifetime() {
    return lifetime;
  }

  /** Creates the id of a new session. */
  public String newSessionId() {
    return ids.get().toString();
  }

  /**
   * Issues tokens of a session.
   *
   * @param origin the id of the session
   * @param authenticatedAt when the user logged in
   * @throws IdentityProviderUnavailableException if there is no signing key, or the database fails
   */
  public Signed sign(StoredUser user, String origin, Instant authenticatedAt, Instant now) {
    SigningKey key = keys.signingKey(now);
    Map<String, Object> common = claims(user, origin, authenticatedAt, now);
    signing.acquireUninterruptibly();
    try {
      return new Signed(
          new IdToken(key.sign(idClaims(common, user))),
          new AccessToken(key.sign(accessClaims(common, user))),
          lifetime);
    } finally {
      signing.release();
    }
  }

  private Map<String, Object> idClaims(Map<String, Object> common, StoredUser user) {
    Map<String, Object> claims = claims("id", common);
    claims.put("aud", CLIENT_ID);
    claims.put("cognito:username", user.username());
    claims.put("email", user.email());
    claims.put("email_verified", user.emailVerified());
    return claims;
  }

  private Map<String, Object> accessClaims(Map<String, Object> common, StoredUser user) {
    Map<String, Object> claims = claims("access", common);
    claims.put("client_id", CLIENT_ID);
    claims.put("username", user.username());
    // The scope of every access token that Cognito issues through its API.
    claims.put("scope", "aws.cognito.signin.user.admin");
    return claims;
  }

  private Map<String, Object> claims(String use, Map<String, Object> common) {
    Map<String, Object> claims = new LinkedHashMap<>(common);
    claims.put("token_use", use);
    claims.put("jti", ids.get().toString());
    return claims;
  }

  private Map<String, Object> claims(
      StoredUser user, String origin, Instant authenticatedAt, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", user.subject());
    claims.put("iss", issuer);
    if (!user.groups().isEmpty()) {
      claims.put("cognito:groups", user.groups());
    }
    claims.put("auth_time", authenticatedAt.getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    claims.put("origin_jti", origin);
    return claims;
  }
}
