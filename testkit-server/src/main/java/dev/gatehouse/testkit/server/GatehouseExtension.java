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
 * Gives a test class a {@link TestServer}. An instance field has a new server for each test; a
 * static field has one server for all tests of the class.
 *
 * {@snippet :
 * @RegisterExtension
 * final GatehouseExtension gatehouse = GatehouseExtension.with(new NotesFeature());
 *
 * @Test
 * void request_without_token_is_refused() {
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

  /** Starts servers with these features, without settings. */
  public static GatehouseExtension with(Feature... features) {
    return new GatehouseExtension(() -> TestServer.start(features));
  }

  /** Starts servers with the given supplier, such as a {@link TestServer.Builder}. */
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

  /**
   * A static field of a superclass may serve several test classes at once. The first class starts
   * the server.
   */
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
   * Returns the running server.
   *
   * @throws IllegalStateException if no test is running
   */
  public synchronized TestServer server() {
    TestServer server = running;
    if (server == null) {
      throw new IllegalStateException(
          "the server runs only during a test; is the field annotated with @RegisterExtension?");
    }
    return server;
  }

  /** Returns a client that sends no token. */
  public TestClient client() {
    return server().client();
  }

  /** Returns a client that sends the ID token of a user with this name and these groups. */
  public TestClient loggedInAs(String name, String... groups) {
    return client().loggedInAs(user(name, groups));
  }

  /** Returns a user with this name and these groups, who has just logged in. */
  public TestUser user(String name, String... groups) {
    return server().user(name, groups);
  }

  /** Returns the clock of the server. */
  public TestClock clock() {
    return server().clock();
  }
}
