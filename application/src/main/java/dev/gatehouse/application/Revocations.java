package dev.gatehouse.application;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.session.EndedSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Revokes the ID and access tokens of ended sessions. No use case revokes tokens directly. */
final class Revocations {
  private final RevokedTokens revoked;
  private final InstantSource clock;
  private final Pause pause;

  Revocations(RevokedTokens revoked, InstantSource clock, Pause pause) {
    this.revoked = revoked;
    this.clock = clock;
    this.pause = pause;
  }

  /** Revokes the tokens of a session. Does nothing if the session is null. */
  void revoke(@Nullable SessionId session) {
    if (session != null) {
      revoked.revoke(session);
    }
  }

  /**
   * Revokes the tokens of the ended sessions, but no token of a later login.
   *
   * <p>If the provider cannot list the sessions, this method waits until the next full second.
   * Tokens contain their issue time only in seconds, so all tokens of the current second are
   * revoked. The wait ensures that a later login gets tokens of a later second.
   */
  void revoke(Subject subject, EndedSessions ended) {
    switch (ended) {
      case EndedSessions.Listed(var sessions) -> sessions.forEach(revoked::revoke);
      case EndedSessions.All() -> {
        Instant now = clock.instant();
        Instant nextSecond = now.truncatedTo(SECONDS).plusSeconds(1);
        revoked.revokeIssuedBefore(subject, nextSecond);
        pause.of(Duration.between(now, nextSecond));
      }
    }
  }
}
