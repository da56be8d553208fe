package dev.gatehouse.testkit.server;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Returns the caller's name with a word. */
final class EchoFeature implements Feature {
  private static final Setting<String> WORD =
      Setting.text("ECHO_WORD", "hello", _ -> true, "a word", "the word of the echo");

  private final Queue<Subject> gone = new ConcurrentLinkedQueue<>();

  Queue<Subject> gone() {
    return gone;
  }

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(WORD);
  }

  @Override
  public RunningFeature start(FeatureContext context) {
    String word = context.settings().get(WORD);
    return new RunningFeature() {
      @Override
      public List<Route> routes() {
        return List.of(
            new Route.Authenticated(
                HttpMethod.GET,
                "/echo",
                new RouteLimits.None("it answers from memory"),
                (_, caller) ->
                    Response.json(200, Response.object().put(caller.username().value(), word))));
      }

      @Override
      public void onUserEvent(UserEvent event) {
        if (event instanceof UserDeleted(var subject)) {
          gone.add(subject);
        }
      }

      @Override
      public void close() {}
    };
  }
}
