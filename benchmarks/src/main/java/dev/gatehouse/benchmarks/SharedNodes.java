package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.harness.emulator.RedisCluster;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.http.KeySetServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures nodes that share a store: how soon a logout at one node counts at another, and what the
 * store costs a guarded request and a login. All is compared with a node that is alone.
 */
final class SharedNodes {
  private static final int SERVERS_CORE = 0;
  private static final int ROUNDS = 5;
  private static final int LOGOUTS = 1_000;
  private static final int CLIENTS = 8;
  private static final int GUARDED = 40_000;
  private static final int LOGINS = 4_000;
  private static final int WARM_UP = 10;

  private static final Duration LOST_AFTER = Duration.ofSeconds(30);
  private static final Duration OUTAGE = Duration.ofSeconds(60);
  private static final int GUARDED_PER_SECOND = 300;
  private static final int LOGINS_PER_SECOND = 50;

  private static final double MOST_MILLIS_P99 = 100;
  private static final double MOST_GUARDED_RATIO = 1.03;
  private static final double MOST_LOGIN_MICROS = 1000;

  private static final String MANY = "1000000";
  private static final Pattern CALLS = Pattern.compile("cmdstat_(evalsha|zscore):calls=(\\d+)");

  private final Client client = new Client();
  private final Goals goals = new Goals();
  private final CognitoTokens tokens = new CognitoTokens();

  private SharedNodes() {}

  public static void main(String[] arguments) throws Exception {
    SharedNodes nodes = new SharedNodes();
    try (RedisServer store = RedisServer.start();
        SlowUserPool pool = new SlowUserPool(Duration.ZERO);
        KeySetServer keys = new KeySetServer(nodes.tokens::keySet)) {
      Map<String, String> alone = new HashMap<>(pool.variables());
      alone.putAll(CognitoTokens.variables(keys.url()));
      for (Limit limit : Limit.values()) {
        alone.put(limit.name(), MANY);
      }
      alone.put("COGNITO_QUOTA_TOKEN", "0");
      Map<String, String> shared = new HashMap<>(alone);
      shared.put("SHARED_STORE_URL", store.url());
      shared.put("SESSION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
      nodes.measureLogouts(shared);
      nodes.measureLogoutsWithoutMaster(shared);
      nodes.measureCosts(alone, shared, store);
      nodes.measureOutage(shared, store);
    }
    System.exit(nodes.goals.areReached() ? 0 : 1);
  }

  private void measureLogouts(Map<String, String> settings) throws Exception {
    Load load = new Load();
    logOut(settings, load, _ -> {});
    load.print("from a logout's response to the refusal by another node");
    goals.check("p99 of a logout, ms", load.millisAt(99), MOST_MILLIS_P99);
  }

  /** The master of a cluster is killed. A logout that gets 503 is sent again. */
  private void measureLogoutsWithoutMaster(Map<String, String> settings) throws Exception {
    try (RedisCluster cluster = RedisCluster.start()) {
      Map<String, String> clustered = new HashMap<>(settings);
      clustered.put("SHARED_STORE_URL", cluster.url());
      Load load = new Load();
      int refused =
          logOut(
              clustered,
              load,
              number -> {
                if (number == LOGOUTS / 2) {
                  cluster.masterOf("{gatehouse}").kill();
                }
              });
      load.print("the same, while the master is killed");
      System.out.printf("logouts that got 503 and were sent again: %d%n", refused);
    }
  }

  /**
   * Logs out at one node and waits until another node refuses the token.
   *
   * @param before gets the number of each logout
   * @return how many responses were 503
   */
  private int logOut(Map<String, String> settings, Load load, IntConsumer before) throws Exception {
    int refused = 0;
    try (Workspace workspace = new Workspace();
        Server here = Server.start(workspace, settings);
        Server there = Server.start(workspace, settings)) {
      int number = 0;
      for (BearerToken token : tokens.ofDistinctSessions(LOGOUTS)) {
        HttpRequest me = Client.me(there.url("/"), token);
        requireStatus(200, client.status(me));
        before.accept(number++);
        int status = client.status(logout(here, token));
        while (status == 503) {
          refused++;
          status = client.status(logout(here, token));
        }
        requireStatus(204, status);
        long answered = System.nanoTime();
        while (client.status(me) != 401) {
          if (System.nanoTime() - answered > LOST_AFTER.toNanos()) {
            throw new IllegalStateException("logout " + number + " is lost");
          }
        }
        load.record(Duration.ofNanos(System.nanoTime() - answered), 200);
      }
    }
    return refused;
  }

  private static HttpRequest logout(Server server, BearerToken token) {
    return HttpRequest.newBuilder(server.url("/logout"))
        .header("Authorization", "Bearer " + token.reveal())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"refreshToken\":\"r\"}"))
        .build();
  }

  private static void requireStatus(int wanted, int status) {
    if (status != wanted) {
      throw new IllegalStateException("status " + status + " instead of " + wanted);
    }
  }

  private void measureCosts(
      Map<String, String> alone, Map<String, String> shared, RedisServer store) throws Exception {
    Cost guardedAlone = new Cost("GET /users/me, alone");
    Cost guardedShared = new Cost("GET /users/me, with the store");
    Cost loginAlone = new Cost("POST /login, alone");
    Cost loginShared = new Cost("POST /login, with the store");
    long asked;
    try (Workspace workspace = new Workspace();
        Server one = Server.startOn(SERVERS_CORE, workspace, alone);
        Server other = Server.startOn(SERVERS_CORE, workspace, shared)) {
      BearerToken token = tokens.distinct(1).getFirst();
      for (Server server : List.of(one, other)) {
        send(Client.me(server.url("/"), token), WARM_UP * GUARDED / 4);
        send(Client.login(server, "alice"), WARM_UP * LOGINS);
      }
      long before = questions(store);
      for (int round = 1; round <= ROUNDS; round++) {
        measure(guardedAlone, one, Client.me(one.url("/"), token), GUARDED);
        measure(guardedShared, other, Client.me(other.url("/"), token), GUARDED);
        measure(loginAlone, one, Client.login(one, "alice"), LOGINS);
        measure(loginShared, other, Client.login(other, "alice"), LOGINS);
      }
      asked = questions(store) - before;
    }
    List.of(guardedAlone, guardedShared, loginAlone, loginShared).forEach(Cost::print);
    goals.check(
        "ratio of a guarded request", guardedShared.ratioTo(guardedAlone), MOST_GUARDED_RATIO);
    goals.check(
        "a login costs more, us", loginShared.median() - loginAlone.median(), MOST_LOGIN_MICROS);
    System.out.printf(
        "scripts and questions at the store per login, with the release that nobody waits for:"
            + " %.2f%n",
        (double) asked / ROUNDS / LOGINS);
  }

  /** The store hangs for a minute. */
  private void measureOutage(Map<String, String> settings, RedisServer store) throws Exception {
    try (Workspace workspace = new Workspace();
        Server server = Server.start(workspace, settings)) {
      HttpRequest me = Client.me(server.url("/"), tokens.distinct(1).getFirst());
      HttpRequest login = Client.login(server, "alice");
      send(me, GUARDED);
      send(login, WARM_UP * LOGINS);
      store.pause();
      Load guarded;
      Load logins;
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        Future<Load> first = threads.submit(() -> load(me, GUARDED_PER_SECOND));
        Future<Load> second = threads.submit(() -> load(login, LOGINS_PER_SECOND));
        guarded = first.get();
        logins = second.get();
      }
      store.resume();
      long resumed = System.nanoTime();
      HttpRequest ready = HttpRequest.newBuilder(server.url("/health/ready")).build();
      while (!client.answer(ready).body().contains("\"shared_store\":\"up\"")) {
        Thread.onSpinWait();
      }
      Duration back = Duration.ofNanos(System.nanoTime() - resumed);
      guarded.print("GET /users/me, the store hangs for 60 s");
      logins.print("POST /login, the store hangs for 60 s");
      goals.check("failures", (double) guarded.failures() + logins.failures(), 0);
      goals.check(
          "slowest request, ms", Math.max(guarded.millisAt(100), logins.millisAt(100)), 300);
      goals.check("s until the store counts again", back.toMillis() / 1000.0, 5);
    }
  }

  private Load load(HttpRequest request, int perSecond) throws InterruptedException {
    return Load.onSchedule(client, request, perSecond, OUTAGE);
  }

  private void measure(Cost cost, Server server, HttpRequest request, int count) {
    Duration before = server.cpu();
    send(request, count);
    cost.add(server.cpu().minus(before), count);
  }

  private void send(HttpRequest request, int count) {
    Load load = new Load();
    AtomicInteger begun = new AtomicInteger();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> load.repeat(client, request, () -> begun.incrementAndGet() > count));
      }
    }
    if (load.failures() > 0) {
      throw new IllegalStateException(load.failures() + " requests failed");
    }
  }

  private static long questions(RedisServer store) {
    Matcher calls = CALLS.matcher(store.run("info", "commandstats"));
    return calls.results().mapToLong(call -> Long.parseLong(call.group(2))).sum();
  }
}
