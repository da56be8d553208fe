package dev.gatehouse.application;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome.Authorized;
import dev.gatehouse.domain.token.AuthorizationOutcome.Forbidden;
import dev.gatehouse.domain.token.AuthorizationOutcome.InvalidToken;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.usecase.Authorization;
import java.util.Set;

/** Accepts callers whose token is valid and not revoked. */
final class AuthorizationUseCase implements Authorization {
  private final TokenVerifier verifier;
  private final RevokedTokens revoked;
  private final Set<TokenUse> acceptedUses;

  /**
   * Creates the use case.
   *
   * @param verifier verifies each token
   * @param revoked is checked for each token that was verified
   * @param acceptedUses the token uses that route guards accept; not empty
   * @throws IllegalArgumentException if {@code acceptedUses} is empty
   */
  AuthorizationUseCase(TokenVerifier verifier, RevokedTokens revoked, Set<TokenUse> acceptedUses) {
    if (acceptedUses.isEmpty()) {
      throw new IllegalArgumentException("at least one token use must be accepted");
    }
    this.verifier = verifier;
    this.revoked = revoked;
    this.acceptedUses = Set.copyOf(acceptedUses);
  }

  @Override
  public AuthorizationOutcome authorize(BearerToken token) {
    return switch (verifier.verify(token, acceptedUses)) {
      case Verified(var claims) when revoked.contains(claims) ->
          new InvalidToken(TokenRefusal.Claim.REVOKED);
      case Verified(var claims) -> new Authorized(claims.identity());
      case Refused(var reason) -> new InvalidToken(reason);
    };
  }

  @Override
  public AuthorizationOutcome authorize(BearerToken token, Group group) {
    return switch (authorize(token)) {
      case Authorized(var identity) when !identity.groups().contains(group) -> new Forbidden();
      case AuthorizationOutcome outcome -> outcome;
    };
  }

  @Override
  public AccountAuthorizationOutcome authorizeAccount(BearerToken token) {
    return switch (verifier.verify(token, Set.of(TokenUse.ACCESS))) {
      case Verified(var claims) when revoked.contains(claims) ->
          new AccountAuthorizationOutcome.InvalidToken(TokenRefusal.Claim.REVOKED);
      case Verified(var claims) ->
          new AccountAuthorizationOutcome.Authorized(
              new AccountAccess(token.asAccessToken(), claims));
      case Refused(var reason) -> new AccountAuthorizationOutcome.InvalidToken(reason);
    };
  }
}
