package dev.gatehouse.adapter.jwt.token;

import dev.gatehouse.domain.CustomClaims;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.token.TokenRefusal.Claim;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token with a valid signature.
 *
 * <p>Claims that decide are checked strictly. All others are optional: an identity provider or its
 * trigger may give them any form. What cannot be read is left out of the identity.
 */
public final class TokenClaims {
  /** The end of the year 9999. A later time is a mistake, or tries to cause an overflow. */
  private static final long LAST_SECOND = 253_402_300_799L;

  /** The claims that Gatehouse or the protocol uses; the others are custom claims. */
  private static final Set<String> OWN =
      Set.of(
          "iss",
          "sub",
          "aud",
          "client_id",
          "token_use",
          "exp",
          "nbf",
          "iat",
          "jti",
          "origin_jti",
          "event_id",
          "auth_time",
          "nonce",
          "at_hash",
          "scope",
          "version",
          "username",
          "email",
          "email_verified");

  private static final String COGNITO = "cognito:";

  private final Map<String, Object> claims;

  public TokenClaims(Map<String, Object> claims) {
    this.claims = claims;
  }

  /** Returns the issuer, or null if the token does not name one. */
  public @Nullable String issuer() {
    return text("iss");
  }

  private @Nullable String text(String claim) {
    return claims.get(claim) instanceof String text ? text : null;
  }

  /** Checks all claims except the issuer. */
  public VerificationOutcome check(Set<String> clientIds, TokenClock clock) {
    TokenUse use = use();
    if (use == null) {
      return new Refused(Claim.WRONG_USE);
    }
    String client = text(use == TokenUse.ID ? "aud" : "client_id");
    if (client == null || !clientIds.contains(client)) {
      return new Refused(Claim.WRONG_CLIENT);
    }
    Instant expiresAt = time("exp");
    if (expiresAt == null) {
      return new Refused(Claim.BAD_EXPIRY);
    }
    Instant issuedAt = time("iat");
    if (issuedAt == null) {
      return new Refused(Claim.BAD_ISSUE_TIME);
    }
    Instant start = claims.containsKey("nbf") ? time("nbf") : issuedAt;
    if (start == null) {
      return new Refused(Claim.BAD_START);
    }
    if (clock.isPast(expiresAt)) {
      return new Refused(Claim.EXPIRED);
    }
    if (clock.isFuture(issuedAt)) {
      return new Refused(Claim.ISSUED_IN_FUTURE);
    }
    if (clock.isFuture(start)) {
      return new Refused(Claim.NOT_YET_VALID);
    }
    return token(use, issuedAt, expiresAt);
  }

  private @Nullable TokenUse use() {
    return switch (text("token_use")) {
      case "id" -> TokenUse.ID;
      case "access" -> TokenUse.ACCESS;
      case null, default -> null;
    };
  }

  /**
   * Returns a time claim, or null if it is not a whole number of seconds since 1970. Cognito issues
   * no fractions.
   */
  private @Nullable Instant time(String claim) {
    return claims.get(claim) instanceof Long seconds && seconds >= 0 && seconds <= LAST_SECOND
        ? Instant.ofEpochSecond(seconds)
        : null;
  }

  private VerificationOutcome token(TokenUse use, Instant issuedAt, Instant expiresAt) {
    String subject = text("sub");
    if (subject == null || subject.isEmpty()) {
      return new Refused(Claim.BAD_SUBJECT);
    }
    String name = text(use == TokenUse.ID ? "cognito:username" : "username");
    if (name == null || !Username.violations(name).isEmpty()) {
      return new Refused(Claim.BAD_USERNAME);
    }
    SessionId origin = null;
    if (claims.containsKey("origin_jti")) {
      if (!(claims.get("origin_jti") instanceof String id && !id.isEmpty())) {
        return new Refused(Claim.BAD_ORIGIN);
      }
      origin = new SessionId(id);
    }
    Identity identity =
        new Identity(
            new Subject(subject),
            new Username(name),
            use == TokenUse.ID ? email() : null,
            groups(),
            customClaims());
    return new Verified(
        new VerifiedClaims(identity, use, origin, issuedAt, time("auth_time"), expiresAt));
  }

  /** Returns the groups whose names are valid. A guard finds only these. */
  private Set<Group> groups() {
    return claims.get("cognito:groups") instanceof List<?> names
        ? names.stream()
            .filter(name -> name instanceof String text && Group.violations(text).isEmpty())
            .map(name -> new Group((String) name))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private CustomClaims customClaims() {
    Map<String, Object> custom = new HashMap<>();
    claims.forEach(
        (name, claim) -> {
          if (!OWN.contains(name) && !name.startsWith(COGNITO)) {
            custom.put(name, claim);
          }
        });
    return CustomClaims.of(custom);
  }

  /**
   * Returns the e-mail address, or null if Gatehouse would not accept it at registration.
   *
   * <p>Only the JSON value true verifies it (OpenID Connect Core, 5.1), not the text {@code
   * "true"}: an address that is wrongly unverified costs one more question, but one that is wrongly
   * verified can give an account to a stranger.
   */
  private Identity.@Nullable Email email() {
    String address = text("email");
    return address != null && EmailAddress.violations(address).isEmpty()
        ? new Identity.Email(
            new EmailAddress(address), Boolean.TRUE.equals(claims.get("email_verified")))
        : null;
  }
}
