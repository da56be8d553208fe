package dev.gatehouse.adapter.jwt;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Holds up whoever fetches, until the test lets them through. */
public final class Gate {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /** Waits until it is open. */
  public void pass() throws IOException {
    reached.countDown();
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Waits until somebody wants to pass. */
  public void awaitSomebody() throws InterruptedException {
    reached.await();
  }

  public void open() {
    opened.countDown();
  }
}
