package dev.gatehouse.testkit.server;

import dev.gatehouse.TestUser;
import dev.gatehouse.adapter.http.spi.Feature;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a {@link TestServer}: one for each test where the field is none of the
 * class's, one for all of them where it is static.
 *
 * {@snippet :
 * @RegisterExtension
 * final GatehouseExtension gatehouse = GatehouseExtension.with(new NotesFeature());
 *
 * @Test
 * void stranger_reads_nothing() {
 *   assertThat(gatehouse.client().get("/notes").status()).isEqualTo(401);
 * }
 * }
 */
public final class GatehouseExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final Supplier<TestServer> start;
  private @Nullable TestServer running;
  private int users;

  private GatehouseExtension(Supplier<TestServer> start) {
    this.start = start;
  }

  /** A server with these features, and no settings. */
  public static GatehouseExtension with(Feature... features) {
    return new GatehouseExtension(() -> TestServer.start(features));
  }

  /** A server as a test wants it. */
  public static GatehouseExtension starting(Supplier<TestServer> start) {
    return new GatehouseExtension(start);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    acquire();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    acquire();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    release();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    release();
  }

  /** A field of a superclass may serve several classes at once; the first one starts the server. */
  private synchronized void acquire() {
    if (users++ == 0) {
      running = start.get();
    }
  }

  private synchronized void release() {
    TestServer server = running;
    if (--users == 0 && server != null) {
      running = null;
      server.close();
    }
  }

  /**
   * The server.
   *
   * @throws IllegalStateException if no test is running
   */
  public synchronized TestServer server() {
    TestServer server = running;
    if (server == null) {
      throw new IllegalStateException("the server runs while a test does; is the field annotated?");
    }
    return server;
  }

  /** A client that shows no token. */
  public TestClient client() {
    return server().client();
  }

  /** A client that shows the ID token of a user of this name and in these groups. */
  public TestClient loggedInAs(String name, String... groups) {
    return client().loggedInAs(user(name, groups));
  }

  /** A user of this name who has just logged in, and in these groups. */
  public TestUser user(String name, String... groups) {
    return server().user(name, groups);
  }

  /** What tells the server the time. */
  public TestClock clock() {
    return server().clock();
  }
}
