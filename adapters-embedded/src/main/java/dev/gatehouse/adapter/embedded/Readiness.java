package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.key.SigningKeys;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a login needs: a write to the database, and a signing key. A result is valid for 2 s,
 * so that frequent checks cost little.
 */
final class Readiness {
  private static final Logger LOG = System.getLogger(Readiness.class.getName());
  private static final Duration VALID = Duration.ofSeconds(2);

  private final Accounts accounts;
  private final SigningKeys keys;
  private final Ticker ticker;
  private @Nullable Long checkedAt;
  private boolean ready = true;

  Readiness(Accounts accounts, SigningKeys keys, Ticker ticker) {
    this.accounts = accounts;
    this.keys = keys;
    this.ticker = ticker;
  }

  synchronized boolean check() {
    long now = ticker.nanoTime();
    if (checkedAt == null || now - checkedAt >= VALID.toNanos()) {
      ready = canLogIn(accounts.clock().instant());
      checkedAt = now;
    }
    return ready;
  }

  private boolean canLogIn(Instant now) {
    try {
      return accounts
          .calls()
          .run(
              "check_readiness",
              () -> {
                keys.signingKey(now);
                return accounts
                        .database()
                        .write(
                            transaction ->
                                transaction.update(
                                    "INSERT OR REPLACE INTO readiness (id, checked_at) VALUES (1,"
                                        + " ?)",
                                    now.getEpochSecond()))
                    == 1;
              });
    } catch (IdentityProviderUnavailableException e) {
      // A full queue says nothing about logins, and other nodes would have more work.
      boolean overloaded = e.reason() == Reason.OVERLOADED;
      if (!overloaded && ready) {
        LOG.log(Level.ERROR, "Logins are not possible: {0}", e.getMessage());
      }
      return overloaded && ready;
    }
  }
}
