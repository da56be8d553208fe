package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.harness.http.KeySetServer;
import dev.gatehouse.harness.lambda.FunctionProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Freezes the process of a function between two events, as Lambda does. */
@RequiresTool(Tool.REDIS)
final class FrozenFunctionIT {
  @TempDir private Path folder;

  private static int status(FunctionProcess function, byte[] event) {
    return Events.status(function.api().invoke(event, RuntimeClientIT.TIMEOUT));
  }

  @Test
  void session_that_ended_while_the_function_was_frozen_is_refused() {
    try (RedisServer redis = RedisServer.start();
        KeySetServer keys = new KeySetServer(RuntimeClientIT.POOL::keySet)) {
      Map<String, String> variables = RuntimeClientIT.settingsOfPool(keys);
      variables.put("SHARED_STORE_URL", redis.url());
      try (FunctionProcess function = Archive.start(folder, LambdaHandler.class, variables)) {
        Map<String, @Nullable Object> claims =
            new HashMap<>(RuntimeClientIT.POOL.idClaims(RuntimeClientIT.CLIENT, Instant.now()));
        claims.put("origin_jti", "session-1");
        byte[] event = Events.guarded("/users/me", RuntimeClientIT.POOL.token(claims).reveal());
        assertThat(status(function, event)).isEqualTo(200);

        function.freeze();
        redis.run("XADD", "{gatehouse}:revocations", "*", "session", "session-1");
        redis.run("CLIENT", "KILL", "TYPE", "normal");
        // The function notices that it was frozen if that took more than a second.
        redis.run("BLPOP", "nothing", "1.1");
        function.thaw();

        assertThat(status(function, event)).isEqualTo(401);
      }
    }
  }
}
