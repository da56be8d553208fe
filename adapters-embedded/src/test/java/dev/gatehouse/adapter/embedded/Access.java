package dev.gatehouse.adapter.embedded;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.text.ParseException;
import java.time.Instant;
import java.util.Set;

/** Creates the permission of an access token without verifying it. */
final class Access {
  private Access() {}

  static AccountAccess of(AccessToken token) {
    try {
      JWTClaimsSet claims = SignedJWT.parse(token.reveal()).getJWTClaimsSet();
      return new AccountAccess(
          token,
          new VerifiedClaims(
              new Identity(
                  new Subject(claims.getSubject()),
                  new Username(claims.getStringClaim("username")),
                  null,
                  Set.of()),
              TokenUse.ACCESS,
              new SessionId(claims.getStringClaim("origin_jti")),
              Instant.EPOCH,
              Instant.EPOCH,
              Instant.MAX));
    } catch (ParseException e) {
      throw new AssertionError("not a token of ours", e);
    }
  }
}
