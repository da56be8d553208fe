package dev.gatehouse.adapter.jwt;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Makes fetching threads wait until the test opens the gate. */
public final class Gate {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /** Waits until the gate is open. */
  public void pass() throws IOException {
    reached.countDown();
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Waits until a thread waits at the gate. */
  public void awaitSomebody() throws InterruptedException {
    reached.await();
  }

  public void open() {
    opened.countDown();
  }
}
