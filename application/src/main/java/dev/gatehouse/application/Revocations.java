package dev.gatehouse.application;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.port.RevocationLog;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.UserEvents;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Revokes the ID and access tokens of ended sessions, and publishes the ends. No use case revokes
 * tokens directly.
 */
final class Revocations {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final RevokedTokens revoked;
  private final RevocationLog log;
  private final UserEvents events;
  private final InstantSource clock;
  private final Pause pause;

  Revocations(
      RevokedTokens revoked,
      RevocationLog log,
      UserEvents events,
      InstantSource clock,
      Pause pause) {
    this.revoked = revoked;
    this.log = log;
    this.events = events;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Revokes the tokens of a session. Does nothing if the session is null.
   *
   * @return whether all nodes learn of it; if not, this node refuses the tokens already
   */
  boolean revoke(@Nullable SessionId session) {
    return session == null || revoke(List.of(new Revocation.OfSession(session)));
  }

  /**
   * Revokes the tokens of the ended sessions, but no token of a later login.
   *
   * <p>If the provider cannot list the sessions, this method waits until the next full second.
   * Tokens contain their issue time only in seconds, so all tokens of the current second are
   * revoked. The wait ensures that a later login gets tokens of a later second.
   *
   * @return whether all nodes learn of it; if not, this node refuses the tokens already
   */
  boolean revoke(Subject subject, EndedSessions ended) {
    return switch (ended) {
      case EndedSessions.Listed(var sessions) -> {
        sessions.forEach(session -> events.publish(new SessionEnded(subject, session)));
        yield revoke(sessions.stream().<Revocation>map(Revocation.OfSession::new).toList());
      }
      case EndedSessions.All() -> {
        events.publish(new SessionEnded(subject, null));
        Instant now = clock.instant();
        Instant nextSecond = now.truncatedTo(SECONDS).plusSeconds(1);
        boolean stored = revoke(List.of(new Revocation.OfUser(subject, nextSecond)));
        pause.of(Duration.between(now, nextSecond));
        yield stored;
      }
    };
  }

  private boolean revoke(List<Revocation> revocations) {
    revocations.forEach(revoked::revoke);
    return revocations.isEmpty() || log.append(revocations);
  }

  /**
   * A logout must not be confirmed while other nodes accept the tokens.
   *
   * @throws IdentityProviderUnavailableException if the revocations of a logout are not stored
   */
  static void requireStored(boolean stored) {
    if (!stored) {
      throw IdentityProviderUnavailableException.unavailable(
          "The shared store does not answer, so other nodes do not know of a logout yet",
          RETRY_AFTER,
          null);
    }
  }
}
