package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.code.CapturedCodes;
import dev.gatehouse.adapter.embedded.session.SessionEnds.SessionEnd;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.port.RevokedTokens;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Revokes the tokens of sessions that were ended by another process, by this process before a
 * restart, or by an operator's command.
 */
final class RevocationFeed implements AutoCloseable {
  /** Short enough that a revocation reaches every process within 5 s. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(RevocationFeed.class.getName());

  private final Accounts accounts;
  private final CapturedCodes capturedCodes;
  private @Nullable ScheduledExecutorService timer;
  private long last;

  RevocationFeed(Accounts accounts, CapturedCodes capturedCodes) {
    this.accounts = accounts;
    this.capturedCodes = capturedCodes;
  }

  /** Reads now, and then at intervals until closed. */
  void publishTo(RevokedTokens revoked) {
    read(revoked);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("revocation-feed").factory());
    timer = thread;
    var _ =
        thread.scheduleWithFixedDelay(
            () -> tick(revoked), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Reads, and removes expired codes. Each of them goes on when the other one fails. */
  void tick(RevokedTokens revoked) {
    attempt("Revocations by other processes cannot be read", () -> read(revoked));
    attempt(
        "Expired captured codes cannot be removed",
        () -> capturedCodes.removeExpired(accounts.clock().instant()));
  }

  private static void attempt(String trouble, Runnable work) {
    try {
      work.run();
    } catch (IdentityProviderUnavailableException e) {
      LOG.log(Level.WARNING, trouble + ": {0}", e.getMessage());
    } catch (RuntimeException e) {
      // An exception would stop the timer.
      LOG.log(Level.ERROR, trouble, e);
    }
  }

  /** Revokes the sessions that have ended since the last call. */
  void read(RevokedTokens revoked) {
    for (SessionEnd end :
        accounts.database().read(c -> accounts.sessions().ends().findAfter(c, last))) {
      revoked.revoke(end.session());
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
