package dev.gatehouse.application;

import dev.gatehouse.domain.AuthorizationOutcome;
import dev.gatehouse.domain.AuthorizationOutcome.Authorized;
import dev.gatehouse.domain.AuthorizationOutcome.Forbidden;
import dev.gatehouse.domain.AuthorizationOutcome.InvalidToken;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.VerificationOutcome.Refused;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.usecase.Authorization;
import java.util.Set;

/** Lets in whoever shows a token that verifies. */
public final class AuthorizationUseCase implements Authorization {
  private final TokenVerifier verifier;
  private final Set<TokenUse> acceptedUses;

  /**
   * Verifies with this verifier.
   *
   * @param acceptedUses the token uses that guarded endpoints take; not empty
   * @throws IllegalArgumentException if no use is accepted
   */
  public AuthorizationUseCase(TokenVerifier verifier, Set<TokenUse> acceptedUses) {
    if (acceptedUses.isEmpty()) {
      throw new IllegalArgumentException("no token use is accepted");
    }
    this.verifier = verifier;
    this.acceptedUses = Set.copyOf(acceptedUses);
  }

  @Override
  public AuthorizationOutcome authorize(BearerToken token) {
    return switch (verifier.verify(token, acceptedUses)) {
      case Verified(var verified) -> new Authorized(verified.identity());
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
}
