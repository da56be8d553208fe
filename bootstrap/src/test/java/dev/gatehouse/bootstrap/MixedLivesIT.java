package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs actions of many users at once and kills the process in between. Afterwards each account must
 * have the state of its last acknowledged change.
 *
 * <p>{@code benchmarks/run.sh mixed-lives} runs it with 200 users for a minute.
 */
@Tag("slow")
final class MixedLivesIT {
  private static final int USERS = Integer.getInteger("lives.users", 10);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("lives.seconds", 6));

  /** The actions per second of all users together. */
  private static final int ACTIONS_PER_SECOND = 20;

  /**
   * The maximum number of requests with a password at the same moment: as many as the server can
   * hash within its 5 s limit on a busy machine. More would get 503.
   */
  private static final int PASSWORDS_AT_ONCE = 16;

  private static final String JSON = "Content-Type: application/json";

  @TempDir private Path folder;

  private final LongAdder calls = new LongAdder();
  private final Semaphore passwordsAtOnce = new Semaphore(PASSWORDS_AT_ONCE, true);
  private volatile boolean killed;

  @Test
  void no_call_fails_and_no_acknowledged_change_is_lost() throws Exception {
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      lives.add(new Life("user-" + i, new Random(i)));
    }
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED)) {
      Future<?> all = start(lives, gatehouse.port());
      gatehouse.exitsWithin(TIME.dividedBy(2));
      killed = true;
      gatehouse.kill();
      all.get();
    }
    killed = false;
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED)) {
      for (Life life : lives) {
        life.assertAsAcknowledged(gatehouse.port());
      }
      long end = System.nanoTime() + TIME.dividedBy(2).toNanos();
      live(lives, gatehouse.port(), end);
      for (Life life : lives) {
        life.assertAsAcknowledged(gatehouse.port());
      }
    }
    System.out.printf(
        "%d users, %d calls in %d s with one kill: none failed, none lost; %d secrets in no"
            + " output%n",
        USERS, calls.sum(), TIME.toSeconds(), SecretsInUse.count());
  }

  private Future<?> start(List<Life> lives, int port) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Future<?> all = threads.submit(() -> live(lives, port, Long.MAX_VALUE));
    threads.shutdown();
    return all;
  }

  private void live(List<Life> lives, int port, long end) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Life life : lives) {
        running.add(threads.submit(() -> life.live(port, end)));
      }
      for (Future<?> life : running) {
        life.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** An action of a user. */
  @FunctionalInterface
  private interface Action {
    void on(HttpConnection connection) throws IOException;
  }

  /** A user, with the state of the account after the last acknowledged change. */
  private final class Life {
    private final String name;
    private final Random random;
    private boolean exists;
    private String password = "Correct1horse0";
    private String refreshToken = "";
    private String accessToken = "";

    /** The expected state after the call in progress; empty after its acknowledgement. */
    private String underWay = "";

    private int passwords;

    private Life(String name, Random random) {
      this.name = name;
      this.random = random;
    }

    private void live(int port, long end) {
      try (HttpConnection connection = new HttpConnection(port)) {
        while (System.nanoTime() < end && !killed) {
          pause();
          act(connection);
        }
      } catch (IOException e) {
        // The connection breaks only when the process is killed.
        if (!killed) {
          throw new AssertionError(name, e);
        }
      }
    }

    /** Spreads the actions of all users evenly over time. */
    private void pause() {
      long mean = Duration.ofSeconds(1).multipliedBy(USERS).dividedBy(ACTIONS_PER_SECOND).toNanos();
      LockSupport.parkNanos((long) (random.nextDouble() * 2 * mean));
    }

    private void act(HttpConnection connection) throws IOException {
      if (!exists) {
        showingPassword(this::register, connection);
      } else if (accessToken.isEmpty()) {
        showingPassword(this::logIn, connection);
      } else {
        switch (random.nextInt(8)) {
          case 0 -> showingPassword(this::changePassword, connection);
          case 1 -> showingPassword(this::delete, connection);
          case 2 -> logOut(connection);
          case 3 -> logOutEverywhere(connection);
          default -> refreshAndLook(connection);
        }
      }
      underWay = "";
    }

    private void showingPassword(Action action, HttpConnection connection) throws IOException {
      passwordsAtOnce.acquireUninterruptibly();
      try {
        action.on(connection);
      } finally {
        passwordsAtOnce.release();
      }
    }

    private void register(HttpConnection connection) throws IOException {
      underWay = "register";
      acknowledged(connection.post("/users", registration()), 201);
      exists = true;
      accessToken = "";
    }

    private void logIn(HttpConnection connection) throws IOException {
      underWay = "log in";
      Response login = acknowledged(connection.post("/login", credentials()), 200);
      refreshToken = login.text("refreshToken");
      accessToken = login.text("accessToken");
    }

    private void changePassword(HttpConnection connection) throws IOException {
      underWay = "Correct1horse" + ++passwords;
      acknowledged(
          connection.send(
              "PUT /users/me/password",
              "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(password, underWay),
              JSON,
              bearer(accessToken)),
          204);
      password = underWay;
    }

    private void delete(HttpConnection connection) throws IOException {
      underWay = "delete";
      acknowledged(
          connection.send(
              "POST /users/me/deletion",
              "{\"password\":\"" + password + "\"}",
              JSON,
              bearer(accessToken)),
          204);
      exists = false;
    }

    private void logOut(HttpConnection connection) throws IOException {
      underWay = "log out";
      acknowledged(connection.send("POST /logout", refresh(), JSON, bearer(accessToken)), 204);
      accessToken = "";
      acknowledged(connection.post("/token/refresh", refresh()), 401);
    }

    private void logOutEverywhere(HttpConnection connection) throws IOException {
      underWay = "log out everywhere";
      acknowledged(connection.send("POST /logout/everywhere", "", bearer(accessToken)), 204);
      accessToken = "";
    }

    private void refreshAndLook(HttpConnection connection) throws IOException {
      underWay = "refresh";
      Response renewed = acknowledged(connection.post("/token/refresh", refresh()), 200);
      refreshToken = renewed.text("refreshToken");
      accessToken = renewed.text("accessToken");
      acknowledged(connection.get("/users/me", bearer(renewed.text("idToken"))), 200);
    }

    private static String bearer(String token) {
      return "Authorization: Bearer " + token;
    }

    private Response acknowledged(Response response, int status) {
      assertThat(response.status())
          .as("%s %s: %s", name, underWay, response.body())
          .isEqualTo(status);
      calls.increment();
      return response;
    }

    /** Checks the account. A call in progress at the kill may or may not have taken effect. */
    private void assertAsAcknowledged(int port) throws IOException {
      try (HttpConnection connection = new HttpConnection(port)) {
        int status = connection.post("/login", credentials()).status();
        switch (underWay) {
          case "register", "delete" -> {
            assertThat(status).as(name).isIn(200, 401);
            exists = status == 200;
          }
          case String wanted when wanted.startsWith("Correct1horse") && status == 401 -> {
            password = wanted;
            assertThat(connection.post("/login", credentials()).status()).as(name).isEqualTo(200);
          }
          default -> assertThat(status).as("%s %s", name, underWay).isEqualTo(exists ? 200 : 401);
        }
        underWay = "";
        accessToken = "";
      }
    }

    private String registration() {
      return "{\"username\":\"%s\",\"password\":\"%s\",\"email\":\"%s@example.com\"}"
          .formatted(name, password, name);
    }

    private String credentials() {
      return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    private String refresh() {
      return "{\"refreshToken\":\"" + refreshToken + "\"}";
    }
  }
}
