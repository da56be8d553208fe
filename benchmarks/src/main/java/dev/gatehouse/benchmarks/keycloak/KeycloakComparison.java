package dev.gatehouse.benchmarks.keycloak;

import dev.gatehouse.benchmarks.Server;
import dev.gatehouse.benchmarks.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Compares Gatehouse with Keycloak: start, memory, and the CPU time of logins, refreshes and
 * requests for the own user. Both run on one core and take turns; the load runs on another.
 */
final class KeycloakComparison {
  private static final int ROUNDS = 5;
  private static final int USERS = 2;
  private static final Duration IDLE = Duration.ofSeconds(10);

  // The requests of each user in a round. The warm-up has the requests of ten rounds.
  private static final int LOGINS = 50;
  private static final int REFRESHES = 500;
  private static final int WHO_AM_I = 1000;
  private static final int WARM_UP = 10;

  private final Goal cpuOfLogin = Goal.none("CPU per login, ms");
  private final Goal loginsPerSecond = Goal.atLeast("logins per second and core", 2);
  private final Goal cpuOfRefresh = Goal.atMost("CPU per refresh, ms", 1 / 3.0);
  private final Goal cpuOfWhoAmI = Goal.none("CPU per userinfo, ms");
  private final Goal start = Goal.atMost("start to ready, ms", 1 / 10.0);
  private final Goal cpuOfStart = Goal.none("CPU of the start, ms");
  private final Goal idle = Goal.atMost("resident when idle, MiB", 1 / 3.0);
  private final Goal loaded = Goal.atMost("resident after the load, MiB", 1 / 3.0);

  private KeycloakComparison() {}

  public static void main(String[] arguments) throws Exception {
    KeycloakComparison comparison = new KeycloakComparison();
    try (Workspace ours = new Workspace();
        Workspace theirs = new Workspace()) {
      List<LoginServer> products = List.of(new LoginServer.Gatehouse(ours), new Keycloak(theirs));
      List<String> users = IntStream.range(0, USERS).mapToObj(number -> "alice" + number).toList();
      for (LoginServer product : products) {
        product.prepare(users);
      }
      comparison.measureStarts(products);
      comparison.measureLoad(products, users);
    }
    System.exit(comparison.print() ? 0 : 1);
  }

  private void measureStarts(List<LoginServer> products) throws InterruptedException {
    for (int round = 1; round <= ROUNDS; round++) {
      for (LoginServer product : products) {
        try (Server server = product.start()) {
          start.add(product, server.startTime().toNanos() / 1e6);
          cpuOfStart.add(product, server.cpu().toNanos() / 1e6);
          LockSupport.parkNanos(IDLE.toNanos());
          idle.add(product, (double) server.residentMebibytes());
        }
      }
    }
  }

  private void measureLoad(List<LoginServer> products, List<String> users) throws Exception {
    List<LoginLoad> loads = new ArrayList<>();
    for (LoginServer product : products) {
      LoginLoad load = new LoginLoad(product, product.start(), users);
      load.warmUp(users.getFirst(), LOGINS);
      load.cpuMillis(LoginSession::logIn, WARM_UP * LOGINS);
      load.cpuMillis(LoginSession::refresh, WARM_UP * REFRESHES);
      load.cpuMillis(LoginSession::whoAmI, WARM_UP * WHO_AM_I);
      loads.add(load);
    }
    for (int round = 1; round <= ROUNDS; round++) {
      for (LoginLoad load : loads) {
        LoginServer product = load.product();
        double login = load.cpuMillis(LoginSession::logIn, LOGINS);
        cpuOfLogin.add(product, login);
        loginsPerSecond.add(product, 1000 / login);
        cpuOfRefresh.add(product, load.cpuMillis(LoginSession::refresh, REFRESHES));
        cpuOfWhoAmI.add(product, load.cpuMillis(LoginSession::whoAmI, WHO_AM_I));
        loaded.add(product, (double) load.residentMebibytes());
      }
    }
  }

  private boolean print() {
    System.out.printf(
        "%-32s %28s %28s %7s  goal%n",
        "median of %d (lowest to highest)".formatted(ROUNDS), "Gatehouse", "Keycloak", "ratio");
    boolean met = true;
    for (Goal goal :
        List.of(
            cpuOfLogin,
            loginsPerSecond,
            cpuOfRefresh,
            cpuOfWhoAmI,
            start,
            cpuOfStart,
            idle,
            loaded)) {
      met &= goal.print();
    }
    return met;
  }
}
