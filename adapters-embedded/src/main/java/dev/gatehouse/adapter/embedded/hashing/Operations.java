package dev.gatehouse.adapter.embedded.hashing;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.port.LoginQueue;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations on worker pools and notifies the listener.
 *
 * <p>Operations that hash have a pool of their own, so that logins do not delay refreshes.
 */
public final class Operations implements AutoCloseable {
  /** Most of them wait for a commit, which many operations share. */
  private static final int THREADS_WITHOUT_HASHES = 32;

  /** One core does the operations of a full queue in a second or two. */
  private static final int QUEUED_WITHOUT_HASHES = 1_000;

  /** The names of outcomes, by class. */
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return type.getSimpleName()
              .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
              .toLowerCase(Locale.ROOT);
        }
      };

  private final WorkerPool hashing;
  private final WorkerPool others = new WorkerPool(THREADS_WITHOUT_HASHES, QUEUED_WITHOUT_HASHES);
  private final FairQueue queue;
  private final CallListener listener;

  /**
   * Creates operations.
   *
   * @param hashing for operations that compute hashes
   */
  public Operations(WorkerPool hashing, CallListener listener) {
    this.hashing = hashing;
    this.queue = new FairQueue(hashing.state().threads());
    this.listener = listener;
  }

  /** Returns the queue of attempts that hash. */
  public LoginQueue queue() {
    return queue;
  }

  /** Returns the load of the threads that compute hashes, and of the queue before them. */
  public WorkerPoolState hashingLoad() {
    return queue.state(hashing);
  }

  @Override
  public void close() {
    hashing.close();
    others.close();
  }

  /** Runs an operation that computes no hash, as {@link WorkerPool#run(Supplier)} does. */
  public <T extends @Nullable Object> T run(String operation, Supplier<T> work) {
    return run(others, operation, work);
  }

  /** Runs an operation that computes a hash, as {@link WorkerPool#run(Supplier)} does. */
  public <T extends @Nullable Object> T runHashing(String operation, Supplier<T> work) {
    return run(hashing, operation, work);
  }

  private <T extends @Nullable Object> T run(
      WorkerPool workers, String operation, Supplier<T> work) {
    long begun = System.nanoTime();
    String outcome = "failed";
    try {
      T result = workers.run(work);
      outcome = name(result);
      return result;
    } catch (IdentityProviderUnavailableException e) {
      outcome = e.reason().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      listener.onCall(operation, outcome, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** Runs an operation that computes a hash and has no outcome. */
  public void runHashing(String operation, Runnable work) {
    this.<@Nullable Object>runHashing(
        operation,
        () -> {
          work.run();
          return null;
        });
  }

  /** An outcome is a record that implements a sealed interface; other results have no name. */
  private static String name(@Nullable Object result) {
    return result instanceof Record leaf && leaf.getClass().getInterfaces().length > 0
        ? NAMES.get(leaf.getClass())
        : "done";
  }
}
