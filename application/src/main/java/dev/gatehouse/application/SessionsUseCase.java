package dev.gatehouse.application;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.SessionKeeper;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.usecase.Sessions;
import java.time.InstantSource;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Refreshes and ends sessions with the identity provider, and tells this node which have ended. */
public final class SessionsUseCase implements Sessions {
  private final SessionKeeper keeper;
  private final TokenVerifier verifier;
  private final Revocation revocation;

  /**
   * Makes the use case.
   *
   * @param keeper keeps the sessions
   * @param verifier tells whose a bearer token is
   * @param revoked is told which sessions have ended
   * @param clock tells the current time
   */
  public SessionsUseCase(
      SessionKeeper keeper, TokenVerifier verifier, RevokedTokens revoked, InstantSource clock) {
    this.keeper = keeper;
    this.verifier = verifier;
    this.revocation = new Revocation(revoked, clock);
  }

  @Override
  public RefreshOutcome refresh(RefreshToken token) {
    RefreshOutcome outcome = keeper.refresh(token);
    if (outcome instanceof RefreshTokenReused(var origin) && origin != null) {
      revocation.session(origin);
    }
    return outcome;
  }

  @Override
  public void logOut(RefreshToken token, @Nullable BearerToken bearer) {
    // First what this node can do alone: the tokens end here even if the provider can't answer.
    if (bearer != null
        && verifier.verify(bearer, EnumSet.allOf(TokenUse.class)) instanceof Verified(var claims)
        && claims.origin() != null) {
      revocation.session(claims.origin());
    }
    TokenOrigin origin = keeper.end(token);
    if (origin != null) {
      revocation.session(origin);
    }
  }

  @Override
  public LogoutOutcome logOutEverywhere(AccountAccess access) {
    LogoutOutcome outcome = keeper.endAll(access);
    if (outcome instanceof LoggedOut) {
      revocation.sessionsOf(access.claims());
    }
    return outcome;
  }
}
