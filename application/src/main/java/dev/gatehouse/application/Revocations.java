package dev.gatehouse.application;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.session.EndedSessions;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Revokes the ID and access tokens of sessions that have ended: the one owner of revocation. */
final class Revocations {
  private final RevokedTokens revoked;
  private final InstantSource clock;
  private final Pause pause;

  Revocations(RevokedTokens revoked, InstantSource clock, Pause pause) {
    this.revoked = revoked;
    this.clock = clock;
    this.pause = pause;
  }

  /** Revokes the tokens of a session; nothing where the session is not known. */
  void revoke(@Nullable SessionId session) {
    if (session != null) {
      revoked.revoke(session);
    }
  }

  /**
   * Revokes the tokens of the sessions that have ended, and no token of a later login.
   *
   * <p>Where the provider lists no sessions, this returns with the next full second: tokens tell
   * only the second of their issue, so those of the current second are revoked, and a login that
   * follows is in a later one.
   */
  void revoke(Subject subject, EndedSessions ended) {
    switch (ended) {
      case EndedSessions.Listed(var sessions) -> sessions.forEach(revoked::revoke);
      case EndedSessions.All() -> {
        Instant nextSecond = clock.instant().truncatedTo(SECONDS).plusSeconds(1);
        revoked.revokeIssuedBefore(subject, nextSecond);
        pause.until(nextSecond);
      }
    }
  }
}
