package dev.gatehouse.adapter.embedded.hashing;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs operations on the worker pool and notifies the listener. */
public final class Operations {
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

  private final WorkerPool workers;
  private final CallListener listener;

  public Operations(WorkerPool workers, CallListener listener) {
    this.workers = workers;
    this.listener = listener;
  }

  /** Runs an operation as {@link WorkerPool#run(Supplier)} does. */
  public <T extends @Nullable Object> T run(String operation, Supplier<T> work) {
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

  /** Runs an operation without an outcome. */
  public void run(String operation, Runnable work) {
    this.<@Nullable Object>run(
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
