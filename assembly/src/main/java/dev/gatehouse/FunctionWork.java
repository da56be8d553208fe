package dev.gatehouse;

import dev.gatehouse.adapter.http.lambda.BackgroundWork;
import dev.gatehouse.adapter.redis.SharedNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What a function does around each event. */
record FunctionWork(Gatehouse gatehouse) implements BackgroundWork {
  private static final Logger LOG = System.getLogger(FunctionWork.class.getName());

  /** A feature that hangs must not hold up each response until the invocation is over. */
  private static final Duration HANDLED_WITHIN = Duration.ofSeconds(1);

  @Override
  public void catchUp() {
    gatehouse.verifier().refreshOverdue();
    SharedNode shared = gatehouse.memory().shared();
    if (shared != null) {
      shared.catchUp();
    }
  }

  @Override
  public void finish(Duration within) {
    if (!gatehouse.workAfterResponse().await(within)
        || !gatehouse.delivery().deliverAll(HANDLED_WITHIN)) {
      LOG.log(Level.WARNING, "Work after a response goes on with the next event");
    }
  }
}
