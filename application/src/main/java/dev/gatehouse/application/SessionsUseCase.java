package dev.gatehouse.application;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.LoggedOutEverywhere;
import dev.gatehouse.domain.AuditEvent.RefreshRefused;
import dev.gatehouse.domain.AuditEvent.TheftSuspected;
import dev.gatehouse.domain.AuditEvent.TokenRefreshed;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshOutcome.TooManyAttempts;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import dev.gatehouse.domain.port.AuditTrail;
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
  private final Attempts attempts;
  private final AuditTrail audit;
  private final TokenOwners owners;

  /**
   * Makes the use case.
   *
   * @param keeper keeps the sessions
   * @param verifier tells whose a bearer token is
   * @param revoked is told which sessions have ended
   * @param attempts lets through who shows refresh tokens
   * @param audit is told what becomes of them
   * @param clock tells the current time
   */
  public SessionsUseCase(
      SessionKeeper keeper,
      TokenVerifier verifier,
      RevokedTokens revoked,
      Attempts attempts,
      AuditTrail audit,
      InstantSource clock) {
    this.keeper = keeper;
    this.verifier = verifier;
    this.revocation = new Revocation(revoked, clock);
    this.attempts = attempts;
    this.audit = audit;
    this.owners = new TokenOwners(verifier);
  }

  @Override
  public RefreshOutcome refresh(Caller caller, RefreshToken token) {
    return attempts.token(
        caller,
        () -> attempted(caller, token),
        outcome -> !(outcome instanceof Refreshed),
        TooManyAttempts::new);
  }

  private RefreshOutcome attempted(Caller caller, RefreshToken token) {
    RefreshOutcome outcome = keeper.refresh(token);
    switch (outcome) {
      case Refreshed(var tokens) ->
          audit.record(new TokenRefreshed(caller, owners.of(tokens.idToken())));
      case InvalidRefreshToken() -> audit.record(new RefreshRefused(caller));
      case RefreshTokenReused(var origin) -> {
        if (origin != null) {
          revocation.session(origin);
        }
        audit.record(new TheftSuspected(caller, origin));
      }
      case TooManyAttempts(_) -> audit.record(new RefreshRefused(caller));
    }
    return outcome;
  }

  @Override
  public void logOut(Caller caller, RefreshToken token, @Nullable BearerToken bearer) {
    // First what this node can do alone: the tokens end here even if the provider can't answer.
    Subject subject = null;
    if (bearer != null
        && verifier.verify(bearer, EnumSet.allOf(TokenUse.class)) instanceof Verified(var claims)) {
      subject = claims.identity().subject();
      if (claims.origin() != null) {
        revocation.session(claims.origin());
      }
    }
    TokenOrigin origin = keeper.end(token);
    if (origin != null) {
      revocation.session(origin);
    }
    audit.record(new AuditEvent.LoggedOut(caller, subject));
  }

  @Override
  public LogoutOutcome logOutEverywhere(Caller caller, AccountAccess access) {
    LogoutOutcome outcome = keeper.endAll(access);
    if (outcome instanceof LoggedOut) {
      revocation.sessionsOf(access.claims());
      audit.record(new LoggedOutEverywhere(caller, access.claims().identity().subject()));
    }
    return outcome;
  }
}
