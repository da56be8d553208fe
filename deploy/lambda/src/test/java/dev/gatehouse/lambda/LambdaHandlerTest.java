package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("it changes how the process logs, and counts its threads")
final class LambdaHandlerTest {
  private static final Pattern NAME = Pattern.compile("\"name\":\"([0-9a-f]+)\"");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private final ListAppender<ILoggingEvent> audit = new ListAppender<>();
  private final Logger auditLogger = (Logger) LoggerFactory.getLogger("dev.gatehouse.audit");

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    audit.start();
    auditLogger.addAppender(audit);
  }

  @AfterEach
  void stopListening() {
    auditLogger.detachAppender(audit);
  }

  private Map<String, String> variables(String initialization) {
    Map<String, String> variables = new HashMap<>();
    variables.put("IDENTITY_PROVIDER", "embedded");
    variables.put("DATA_DIR", folder.resolve("data").toString());
    variables.put("PUBLIC_URL", "https://example.com");
    variables.put("SESSION_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    variables.put("LOGIN_ATTEMPTS", "2");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization);
    return variables;
  }

  private static byte[] answer(LambdaHandler handler, byte[] event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), output, new Invoked());
    return output.toByteArray();
  }

  private static int status(LambdaHandler handler, byte[] event) throws IOException {
    return Events.status(answer(handler, event));
  }

  private static String logIn(LambdaHandler handler, String username) throws IOException {
    byte[] response = answer(handler, Events.login(username));
    assertThat(Events.status(response)).isEqualTo(200);
    return Events.body(response).path("idToken").asText();
  }

  @Test
  void handler_serves_events_and_its_pages() throws IOException {
    LambdaHandler handler = new LambdaHandler(variables("on-demand"), clock);
    byte[] registration = Events.registration("alice");

    assertThat(status(handler, registration)).isEqualTo(201);
    String token = logIn(handler, "alice");
    assertThat(status(handler, Events.guarded("/users/me", token))).isEqualTo(200);
    assertThat(status(handler, Events.guarded("/users/me", "bad"))).isEqualTo(401);
    assertThat(status(handler, Events.guarded("/", token))).isEqualTo(200);
    handler.close();
  }

  @Test
  void times_follow_the_clock_when_it_jumps() throws IOException {
    LambdaHandler handler = new LambdaHandler(variables("on-demand"), clock);
    answer(handler, Events.registration("alice"));
    String token = logIn(handler, "alice");
    byte[] wrong = Events.login("nobody");
    assertThat(List.of(status(handler, wrong), status(handler, wrong), status(handler, wrong)))
        .containsExactly(401, 401, 429);

    now.updateAndGet(time -> time.plus(Duration.ofHours(10)));

    assertThat(status(handler, wrong)).as("the window is over").isEqualTo(401);
    assertThat(status(handler, Events.guarded("/users/me", token))).as("expired").isEqualTo(401);
    assertThat(status(handler, Events.guarded("/users/me", logIn(handler, "alice"))))
        .isEqualTo(200);
    handler.close();
  }

  private String hashOfTheName() {
    return NAME.matcher(audit.list.getLast().getFormattedMessage())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining());
  }

  @Test
  void key_of_the_audit_trail_is_drawn_after_the_snapshot() throws Exception {
    byte[] refused = Events.login("nobody");
    LambdaHandler handler = new LambdaHandler(variables("snap-start"), clock);
    handler.beforeCheckpoint(CRAC);
    assertThat(audit.list).as("priming leaves no trace").isEmpty();
    handler.afterRestore(CRAC);
    assertThat(status(handler, refused)).isEqualTo(401);
    String one = hashOfTheName();
    handler.close();

    // As in another copy of the same snapshot.
    handler.afterRestore(CRAC);
    assertThat(status(handler, refused)).isEqualTo(401);

    assertThat(hashOfTheName()).hasSameSizeAs(one).isNotEmpty().isNotEqualTo(one);
    handler.close();
  }

  /** Threads that live as long as the JVM, and serve it or a native library. */
  private static final Pattern OF_THE_JVM =
      Pattern.compile(
          "VirtualThread-unblocker|process reaper|Native reference cleanup"
              + " thread|JNA.*|.*ForkJoin.*");

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !OF_THE_JVM.matcher(name).matches())
        .collect(Collectors.toSet());
  }

  @Test
  void priming_leaves_no_thread_and_no_user_in_the_snapshot() throws Exception {
    Set<String> before = threads();
    LambdaHandler handler = new LambdaHandler(variables("snap-start"), clock);

    handler.beforeCheckpoint(CRAC);

    assertThat(before).containsAll(threads());
    assertThatRuntimeException()
        .as("no request is served before the restore")
        .isThrownBy(() -> status(handler, Events.guarded("/health/live", "x")));
    handler.afterRestore(CRAC);
    assertThat(status(handler, Events.login("priming"))).isEqualTo(401);
    handler.close();
  }

  @Test
  void feature_is_started_once_and_gets_events_before_the_response() throws Exception {
    OrdersFeature.STARTS.set(0);
    OrdersFeature.EVENTS.set(0);
    LambdaHandler handler = new LambdaHandler(variables("snap-start"), clock);
    handler.beforeCheckpoint(CRAC);
    assertThat(OrdersFeature.STARTS).hasValue(0);
    handler.afterRestore(CRAC);
    assertThat(OrdersFeature.STARTS).hasValue(1);

    assertThat(status(handler, Events.registration("alice"))).isEqualTo(201);

    assertThat(OrdersFeature.EVENTS).as("the new user").hasValue(1);
    handler.close();
  }

  @Test
  void documented_handler_of_a_host_application_compiles() throws IOException {
    String code = Files.readString(Path.of("src/test/java/dev/gatehouse/lambda/ShopHandler.java"));

    assertThat(Files.readString(Archive.ROOT.resolve("docs/deploying-on-lambda.md")))
        .contains("```java\n" + code.substring(code.indexOf("public final class")) + "```");
  }

  @Test
  void settings_that_a_function_requires_are_named_together() {
    assertThatRuntimeException()
        .isThrownBy(() -> new LambdaHandler(Map.of(), clock))
        .withMessageContainingAll(
            "SESSION_KEY is not set", "PUBLIC_URL is not set", "USER_POOL_ID");
    assertThatRuntimeException()
        .isThrownBy(() -> new LambdaHandler(Map.of("LOGIN_ATTEMPTS", "many"), clock))
        .withMessageContaining("LOGIN_ATTEMPTS");
  }

  private static final org.crac.Context<org.crac.Resource> CRAC =
      new org.crac.Context<>() {
        @Override
        public void beforeCheckpoint(org.crac.Context<? extends org.crac.Resource> context) {}

        @Override
        public void afterRestore(org.crac.Context<? extends org.crac.Resource> context) {}

        @Override
        public void register(org.crac.Resource resource) {}
      };

  /** A call with 29 s left. */
  private record Invoked() implements Context {
    @Override
    public String getAwsRequestId() {
      return "00000000-0000-0000-0000-000000000001";
    }

    @Override
    public String getLogGroupName() {
      return "";
    }

    @Override
    public String getLogStreamName() {
      return "";
    }

    @Override
    public String getFunctionName() {
      return "";
    }

    @Override
    public String getFunctionVersion() {
      return "";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 29_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }
}
