package dev.gatehouse.adapter.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.internal.Exceptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A Lua script that returns numbers. A master gets it once, and then knows it by its hash. */
record Script(String text, String hash) {
  /** Takes attempts. */
  static final Script ACQUIRE = ofResource("acquire.lua");

  /** Returns attempts. */
  static final Script RELEASE = ofResource("release.lua");

  /** Removes an announcement. */
  static final Script WITHDRAW = ofResource("withdraw.lua");

  /**
   * Has a server know all scripts, so that the first calls keep their order. Runs one, because the
   * first run in a process can take longer than a request may wait.
   */
  static void load(StatefulRedisConnection<String, String> connection) {
    List.of(ACQUIRE, RELEASE, WITHDRAW)
        .forEach(script -> connection.sync().scriptLoad(script.text()));
    var _ =
        connection
            .sync()
            .<List<Long>>evalsha(ACQUIRE.hash(), ScriptOutputType.MULTI, new String[0], "");
  }

  private static Script ofResource(String name) {
    try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
      byte[] bytes = file.readAllBytes();
      return new Script(new String(bytes, StandardCharsets.UTF_8), Base16.digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SharedStore.Question<List<Long>> on(List<String> keys, List<String> arguments) {
    return commands -> run(commands, keys.toArray(String[]::new), arguments.toArray(String[]::new));
  }

  private CompletionStage<List<Long>> run(
      RedisAsyncCommands<String, String> commands, String[] keys, String[] arguments) {
    return commands
        .<List<Long>>evalsha(hash, ScriptOutputType.MULTI, keys, arguments)
        .exceptionallyCompose(
            failure ->
                Exceptions.unwrap(failure) instanceof RedisNoScriptException
                    ? commands.eval(text, ScriptOutputType.MULTI, keys, arguments)
                    : CompletableFuture.failedStage(failure));
  }
}
