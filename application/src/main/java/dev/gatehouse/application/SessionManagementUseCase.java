package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.LoggedOutEverywhere;
import dev.gatehouse.domain.audit.AuditEvent.RefreshRefused;
import dev.gatehouse.domain.audit.AuditEvent.TheftSuspected;
import dev.gatehouse.domain.audit.AuditEvent.TokenRefreshed;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Sessions.SessionList;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.port.UserEvents;
import dev.gatehouse.domain.refusal.StepUpRefusal;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.ProviderRefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.session.RefreshOutcome;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.domain.usecase.SessionManagement;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refreshes and ends sessions at the identity provider. Revokes the tokens of ended sessions. */
final class SessionManagementUseCase implements SessionManagement {
  private final Sessions sessions;
  private final TokenVerifier verifier;
  private final Revocations revocations;
  private final UserEvents events;
  private final StepUp stepUp;
  private final RateLimits limits;
  private final AuditTrail audit;

  SessionManagementUseCase(
      Sessions sessions,
      TokenVerifier verifier,
      Revocations revocations,
      UserEvents events,
      StepUp stepUp,
      RateLimits limits,
      AuditTrail audit) {
    this.sessions = sessions;
    this.verifier = verifier;
    this.revocations = revocations;
    this.events = events;
    this.stepUp = stepUp;
    this.limits = limits;
    this.audit = audit;
  }

  @Override
  public RefreshOutcome refresh(Caller caller, RefreshToken token) {
    return limits.limitRefresh(
        caller,
        () -> refreshed(caller, token),
        outcome -> !(outcome instanceof Refreshed),
        refused -> refused);
  }

  private RefreshOutcome refreshed(Caller caller, RefreshToken token) {
    return switch (sessions.refresh(token)) {
      case Refreshed outcome -> {
        limits.recordLogin(caller, outcome.username());
        audit.record(new TokenRefreshed(caller, outcome.subject()));
        yield outcome;
      }
      case InvalidRefreshToken outcome -> {
        audit.record(new RefreshRefused(caller));
        yield outcome;
      }
      case TooManyAttempts outcome -> {
        audit.record(new RefreshRefused(caller));
        yield outcome;
      }
      case RefreshTokenReused(var session) -> {
        revocations.revoke(session);
        audit.record(new TheftSuspected(caller, session));
        yield new InvalidRefreshToken();
      }
    };
  }

  @Override
  public void logOut(Caller caller, RefreshToken token, @Nullable BearerToken bearer) {
    // Revoke before the call to the provider, so that the tokens end here even if the call fails.
    VerifiedClaims known = null;
    boolean stored = true;
    if (bearer != null
        && verifier.verify(bearer, EnumSet.allOf(TokenUse.class)) instanceof Verified(var claims)) {
      known = claims;
      stored = revocations.revoke(claims.session());
    }
    SessionId ended = sessions.end(token);
    stored &= revocations.revoke(ended);
    // Anyone can send an unknown token, so a request alone is not an event.
    if (known != null || ended != null) {
      audit.record(
          new AuditEvent.LoggedOut(caller, known == null ? null : known.identity().subject()));
    }
    if (known != null && known.session() != null) {
      events.publish(new SessionEnded(known.identity().subject(), known.session()));
    }
    Revocations.requireStored(stored);
  }

  @Override
  public LogoutOutcome logOutEverywhere(
      Caller caller, AccountAccess access, @Nullable Password current) {
    StepUpRefusal refusal = stepUp.check(caller, access, current);
    if (refusal != null) {
      return refusal;
    }
    LogoutOutcome outcome = sessions.endAll(access);
    if (outcome instanceof LoggedOut(var ended)) {
      Subject subject = access.claims().identity().subject();
      boolean stored = revocations.revoke(access.claims().session());
      stored &= revocations.revoke(subject, ended);
      audit.record(new LoggedOutEverywhere(caller, subject));
      Revocations.requireStored(stored);
    }
    return outcome;
  }

  @Override
  public Optional<OwnSessions> ownSessions() {
    return sessions.sessionList().map(Own::new);
  }

  private final class Own implements OwnSessions {
    private final SessionList list;

    Own(SessionList list) {
      this.list = list;
    }

    @Override
    public SessionListOutcome list(AccountAccess access) {
      return list.list(access);
    }

    @Override
    public LogoutOutcome end(
        Caller caller, AccountAccess access, @Nullable Password current, SessionId session) {
      StepUpRefusal refusal =
          session.equals(access.claims().session()) ? null : stepUp.check(caller, access, current);
      if (refusal != null) {
        return refusal;
      }
      LogoutOutcome outcome = list.end(access, session);
      if (outcome instanceof LoggedOut(EndedSessions.Listed ended) && !ended.sessions().isEmpty()) {
        Subject subject = access.claims().identity().subject();
        boolean stored = revocations.revoke(subject, ended);
        audit.record(new AuditEvent.LoggedOut(caller, subject));
        Revocations.requireStored(stored);
      }
      return outcome;
    }
  }
}
