package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.SessionStore.SessionEnd;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.port.RevokedTokens;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells this node which sessions have ended, whichever process ended them: another one, this one
 * before it was started anew, or an operator's command.
 */
final class SessionEnds implements AutoCloseable {
  /** So that an end counts everywhere well within 5 s. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(SessionEnds.class.getName());

  private final SqliteDatabase database;
  private final Outbox outbox;
  private final InstantSource clock;
  private @Nullable ScheduledExecutorService timer;
  private long last;

  SessionEnds(SqliteDatabase database, Outbox outbox, InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Tells now, and again at intervals until closed. */
  void follow(RevokedTokens revoked) {
    tell(revoked);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("session-ends").factory());
    timer = thread;
    var _ =
        thread.scheduleWithFixedDelay(
            () -> tick(revoked), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick(RevokedTokens revoked) {
    try {
      tell(revoked);
      outbox.prune(clock.instant());
    } catch (IdentityProviderUnavailableException e) {
      LOG.log(Level.WARNING, "Ended sessions are not known yet: {0}", e.getMessage());
    } catch (RuntimeException e) {
      // Thrown on, it would end the timer.
      LOG.log(Level.ERROR, "Ended sessions are not known", e);
    }
  }

  /** Tells what has ended since the last time. */
  void tell(RevokedTokens revoked) {
    for (SessionEnd end : database.read(connection -> SessionStore.endsAfter(connection, last))) {
      if (end.origin() == null) {
        revoked.revokeIssuedBefore(new Subject(end.subject()), end.endedAt(), end.forgetAt());
      } else {
        revoked.revoke(new TokenOrigin(end.origin()), end.forgetAt());
      }
      last = end.number();
    }
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
