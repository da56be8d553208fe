package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerificationOutcome;
import dev.gatehouse.domain.VerificationOutcome.Refused;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one issuer's tokens must claim, once their signature holds. */
final class TokenClaims {
  private final String issuer;
  private final Set<String> clientIds;
  private final InstantSource clock;
  private final long skewSeconds;

  TokenClaims(String issuer, Set<String> clientIds, InstantSource clock, Duration skew) {
    this.issuer = issuer;
    this.clientIds = clientIds;
    this.clock = clock;
    this.skewSeconds = skew.toSeconds();
  }

  VerificationOutcome check(Map<String, Object> claims, Set<TokenUse> accepted) {
    TokenUse use = use(claims.get("token_use"));
    if (!issuer.equals(claims.get("iss"))) {
      return new Refused(new TokenRefusal.WrongIssuer());
    }
    if (use == null) {
      return new Refused(new TokenRefusal.BadClaim());
    }
    if (!accepted.contains(use)) {
      return new Refused(new TokenRefusal.WrongUse());
    }
    if (!(claims.get(use == TokenUse.ID ? "aud" : "client_id") instanceof String client
        && clientIds.contains(client))) {
      return new Refused(new TokenRefusal.WrongClient());
    }
    TokenRefusal untimely = untimely(claims);
    return untimely == null ? identity(claims, use) : new Refused(untimely);
  }

  private static @Nullable TokenUse use(@Nullable Object claim) {
    if ("id".equals(claim)) {
      return TokenUse.ID;
    }
    return "access".equals(claim) ? TokenUse.ACCESS : null;
  }

  private @Nullable TokenRefusal untimely(Map<String, Object> claims) {
    long now = clock.instant().getEpochSecond();
    if (!(claims.get("exp") instanceof Long expiry)
        || !(claims.get("iat") instanceof Long issued)
        || !(claims.getOrDefault("nbf", 0L) instanceof Long notBefore)) {
      return new TokenRefusal.BadClaim();
    }
    if (expiry <= now - skewSeconds) {
      return new TokenRefusal.Expired();
    }
    return issued > now + skewSeconds || notBefore > now + skewSeconds
        ? new TokenRefusal.NotYetValid()
        : null;
  }

  private static VerificationOutcome identity(Map<String, Object> claims, TokenUse use) {
    String name = use == TokenUse.ID ? "cognito:username" : "username";
    if (!(claims.get("sub") instanceof String subject && !subject.isEmpty())
        || !(claims.get(name) instanceof String username && Username.violations(username).isEmpty())
        || !(claims.getOrDefault("cognito:groups", List.of()) instanceof List<?> groups
            && groups.stream().allMatch(TokenClaims::namesGroup))) {
      return new Refused(new TokenRefusal.BadClaim());
    }
    return new Verified(
        new Identity(
            new Subject(subject),
            new Username(username),
            use == TokenUse.ID ? email(claims) : null,
            groups.stream()
                .map(group -> new Group((String) group))
                .collect(Collectors.toUnmodifiableSet())));
  }

  private static boolean namesGroup(Object group) {
    return group instanceof String name && Group.violations(name).isEmpty();
  }

  /**
   * An address of a form that we would not have taken ourselves is left out rather than locking its
   * owner out.
   */
  private static Identity.@Nullable Email email(Map<String, Object> claims) {
    return claims.get("email") instanceof String address
            && EmailAddress.violations(address).isEmpty()
        ? new Identity.Email(
            new EmailAddress(address), Boolean.TRUE.equals(claims.get("email_verified")))
        : null;
  }
}
