package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token that must be accepted.
 *
 * @param name the name of the test case
 * @param claims the expected claims
 * @param now the time of the verification
 */
record Valid(String name, BearerToken token, VerifiedClaims claims, Instant now) {
  /** Creates a token with the given claims that is verified now. */
  static Valid of(String name, BearerToken token, Map<String, ? extends @Nullable Object> claims) {
    return new Valid(name, token, expected(claims), TestIssuer.NOW);
  }

  Valid at(Instant time) {
    return new Valid(name, token, claims, time);
  }

  private static VerifiedClaims expected(Map<String, ? extends @Nullable Object> claims) {
    TokenUse use = "id".equals(claims.get("token_use")) ? TokenUse.ID : TokenUse.ACCESS;
    Object name = claims.get(use == TokenUse.ID ? "cognito:username" : "username");
    Object groups = claims.get("cognito:groups");
    Object address = claims.get("email");
    return new VerifiedClaims(
        new Identity(
            new Subject(String.valueOf(claims.get("sub"))),
            new Username(String.valueOf(name)),
            use == TokenUse.ID && address != null
                ? new Identity.Email(
                    new EmailAddress(String.valueOf(address)),
                    Boolean.TRUE.equals(claims.get("email_verified")))
                : null,
            groups instanceof Collection<?> names
                ? names.stream()
                    .map(each -> new Group(String.valueOf(each)))
                    .collect(Collectors.toSet())
                : Set.of()),
        use,
        claims.get("origin_jti") instanceof String origin ? new SessionId(origin) : null,
        time(claims.get("iat")),
        claims.get("auth_time") instanceof Long seconds ? Instant.ofEpochSecond(seconds) : null,
        time(claims.get("exp")));
  }

  private static Instant time(@Nullable Object seconds) {
    return Instant.ofEpochSecond(Long.parseLong(String.valueOf(seconds)));
  }
}
