package dev.gatehouse.application;

import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import dev.gatehouse.domain.port.TokenVerifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whose tokens are that a provider has just issued, for the audit trail. */
final class TokenOwners {
  private final TokenVerifier verifier;

  TokenOwners(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /** The user, or null where no token can be read now: no login fails for that. */
  @Nullable Subject of(IdToken token) {
    try {
      return verifier.verify(token.asBearerToken(), Set.of(TokenUse.ID))
              instanceof Verified(var claims)
          ? claims.identity().subject()
          : null;
    } catch (IdentityProviderUnavailableException _) {
      // There is no key to verify with yet.
      return null;
    }
  }
}
