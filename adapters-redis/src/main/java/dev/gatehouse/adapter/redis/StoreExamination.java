package dev.gatehouse.adapter.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the shared store has found.
 *
 * @param server the master and its version
 * @param replicas the number of its replicas
 * @param policy what the store does when its memory is full, such as {@code noeviction}
 * @param clockDifference how much the clock of the store is ahead of ours
 * @param refusal why the user of the store may not do what a node does; null if it may
 */
public record StoreExamination(
    String server,
    int replicas,
    String policy,
    Duration clockDifference,
    @Nullable String refusal) {
  private static final String PROBE = SharedStore.TAG + ":doctor";

  /** A store that cannot be checked. The message has no secret. */
  public static final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(RedisException cause) {
      super(reason(cause), cause);
    }

    private static String reason(Throwable failure) {
      Throwable last = failure;
      while (last.getCause() != null) {
        last = last.getCause();
      }
      return String.valueOf(last.getMessage());
    }
  }

  /**
   * Checks the store. Writes and removes a key of its own.
   *
   * @throws UnreachableException if no master answers
   */
  public static StoreExamination of(SharedStoreSettings settings, InstantSource clock)
      throws UnreachableException {
    try (StoreClient client = new StoreClient(settings)) {
      Master master = client.findMaster();
      Report report = Report.of(master.connection());
      RedisCommands<String, String> commands = master.connection().sync();
      return new StoreExamination(
          master.host() + ", " + report.version(),
          report.replicas(),
          report.policy(),
          difference(commands.time(), clock.instant()),
          refusal(commands));
    } catch (RedisException e) {
      throw new UnreachableException(e);
    }
  }

  private static Duration difference(List<String> time, Instant ours) {
    Instant theirs =
        Instant.ofEpochSecond(
            Long.parseLong(time.getFirst()), Long.parseLong(time.getLast()) * 1000);
    return Duration.between(ours, theirs);
  }

  /** Does what a node does. */
  private static @Nullable String refusal(RedisCommands<String, String> commands) {
    try {
      commands.eval("return redis.call('TIME')", ScriptOutputType.MULTI, new String[] {PROBE}, "");
      commands.zadd(PROBE, 1, "probe");
      commands.del(PROBE);
      commands.xadd(PROBE, Map.of("probe", "1"));
      commands.xlen(PROBE);
      commands.del(PROBE);
      return null;
    } catch (RedisCommandExecutionException e) {
      return e.getMessage();
    }
  }
}
