package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.harness.http.KeySetServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Measures the CPU time of one {@code GET /users/me} for Gatehouse, a bare Javalin route and
 * HAProxy: with the same token for all requests, and with a new token for each. Then measures the
 * latency of Gatehouse and the bare route at half of their saturating load.
 *
 * <p>Exits with 1 if a goal is missed.
 */
final class HttpVerification {
  private static final int SERVERS_CORE = 0;
  private static final int LOADS_CORE = 1;
  private static final int ROUNDS = 5;
  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final Duration WARM_UP = Duration.ofSeconds(25);

  /** The tokens of one measurement. A server with a token cache never gets them again. */
  private static final int SLICE = 10_000;

  private static final int WARM_UP_SLICES = 8;

  /** The goal for the CPU time of a token seen for the first time, as a ratio to HAProxy. */
  private static final double MOST_CPU = 1.2;

  /** The goal for the 99th percentile, as a ratio to the bare route. */
  private static final double MOST_P99 = 1.5;

  private final Client client = new Client();
  private final CognitoTokens mint;
  private final List<BearerToken> minted;
  private final BearerToken good;
  private final Wrk wrk;
  private final Goals goals = new Goals();
  private int slice;

  /** A server with {@code GET /users/me}. */
  private record Candidate(String name, Process process, URI url, boolean checksTokens) {}

  private HttpVerification(CognitoTokens mint, List<BearerToken> minted, Wrk wrk) {
    this.mint = mint;
    this.minted = minted;
    this.good = minted.getFirst();
    this.wrk = wrk;
  }

  public static void main(String[] arguments) throws Exception {
    CognitoTokens mint = new CognitoTokens();
    try (Workspace workspace = new Workspace();
        KeySetServer keys = new KeySetServer(mint::keySet)) {
      List<BearerToken> minted = mint.distinct((WARM_UP_SLICES + 2 * ROUNDS) * SLICE);
      Path tokens = workspace.folder().resolve("tokens");
      Files.write(tokens, minted.stream().map(BearerToken::reveal).toList());
      System.out.printf(
          "%d tokens of %d bytes%n", minted.size(), minted.getFirst().reveal().length());
      Wrk wrk = new Wrk(workspace, LOADS_CORE, tokens);
      Workspace.moveToCore(LOADS_CORE);
      HttpVerification benchmark = new HttpVerification(mint, minted, wrk);
      benchmark.run(workspace, keys);
      System.exit(benchmark.goals.areReached() ? 0 : 1);
    }
  }

  private void run(Workspace workspace, KeySetServer keys) throws Exception {
    Server server =
        Server.startOn(
            SERVERS_CORE,
            workspace,
            CognitoTokens.variables(keys.url()),
            "-XX:+UseSerialGC",
            "-Xmx96m");
    Candidate ours = new Candidate("Gatehouse", server.process(), server.url("/"), true);
    Candidate bare = bareRoute(workspace);
    Candidate haproxy = haproxy(workspace);
    List<Candidate> candidates = List.of(ours, bare, haproxy);
    for (Candidate candidate : candidates) {
      check(candidate);
    }
    wrk.repeated(bare.url(), WARM_UP);
    wrk.repeated(ours.url(), WARM_UP);
    for (int i = 0; i < WARM_UP_SLICES; i++) {
      wrk.once(ours.url(), nextSlice(), SLICE);
    }

    Cost bareRepeated = new Cost("bare Javalin route");
    Cost oursRepeated = new Cost("Gatehouse, the same token");
    Cost haproxyRepeated = new Cost("HAProxy, the same token");
    Cost oursOnce = new Cost("Gatehouse, each token once");
    Cost haproxyOnce = new Cost("HAProxy, each token once");
    for (int round = 1; round <= ROUNDS; round++) {
      repeated(bare, bareRepeated);
      repeated(ours, oursRepeated);
      repeated(haproxy, haproxyRepeated);
      int first = nextSlice();
      once(ours, first, oursOnce);
      once(haproxy, first, haproxyOnce);
    }
    Latency bareLatency = new Latency("bare Javalin route", bare.url(), bareRepeated);
    Latency knownLatency = new Latency("Gatehouse, the same token", ours.url(), oursRepeated);
    Latency newLatency = new Latency("Gatehouse, each token once", ours.url(), oursOnce);
    for (int round = 1; round <= ROUNDS; round++) {
      bareLatency.measure(List.of(good), SLICE);
      knownLatency.measure(List.of(good), SLICE);
      int first = nextSlice() - 1;
      newLatency.measure(minted.subList(first, first + SLICE), SLICE);
    }
    for (Candidate candidate : candidates) {
      check(candidate);
    }

    for (Cost cost : List.of(bareRepeated, oursRepeated, haproxyRepeated, oursOnce, haproxyOnce)) {
      cost.print();
    }
    Cost.printRatio(
        "the same token: Gatehouse to a bare Javalin route", oursRepeated, bareRepeated);
    Cost.printRatio("the same token: Gatehouse to HAProxy", oursRepeated, haproxyRepeated);
    for (Latency latency : List.of(bareLatency, knownLatency, newLatency)) {
      latency.print();
    }
    goals.check(
        "CPU time, each token once: Gatehouse to HAProxy", oursOnce.ratioTo(haproxyOnce), MOST_CPU);
    goals.check(
        "p99, the same token: Gatehouse to a bare Javalin route",
        knownLatency.p99() / bareLatency.p99(),
        MOST_P99);
    goals.check(
        "p99, each token once: Gatehouse to a bare Javalin route",
        newLatency.p99() / bareLatency.p99(),
        MOST_P99);
    System.out.printf(
        "Gatehouse's resident memory: %d MiB, %d MiB at its highest%n",
        server.residentMebibytes(), server.highestResidentMebibytes());
  }

  private Candidate bareRoute(Workspace workspace) throws InterruptedException {
    int port = Server.freePort();
    List<String> command =
        List.of(
            Server.JAVA,
            "-XX:+UseSerialGC",
            "-cp",
            Path.of("benchmarks", "target", "classes").toAbsolutePath()
                + ":"
                + Path.of("benchmarks", "target", "lib").toAbsolutePath()
                + "/*",
            BareRoute.class.getName(),
            Integer.toString(port));
    return started("the bare route", workspace, command, port, false);
  }

  private Candidate haproxy(Workspace workspace) throws IOException, InterruptedException {
    Files.writeString(workspace.folder().resolve("public-key.pem"), mint.publicKeyPem());
    Files.writeString(workspace.folder().resolve("identity.json"), CognitoTokens.IDENTITY);
    Path configuration = Path.of("benchmarks", "haproxy.cfg").toAbsolutePath();
    List<String> command = List.of("haproxy", "-db", "-f", configuration.toString());
    return started("HAProxy", workspace, command, Server.freePort(), true);
  }

  private Candidate started(
      String name, Workspace workspace, List<String> command, int port, boolean checksTokens)
      throws InterruptedException {
    Process process =
        workspace.start(
            Workspace.onCore(SERVERS_CORE, command),
            Map.of("PORT", Integer.toString(port)),
            name + ".log");
    URI url = URI.create("http://127.0.0.1:" + port);
    client.awaitOk(Client.me(url, good), process);
    return new Candidate(name, process, url, checksTokens);
  }

  /**
   * Checks that each server returns the right response and refuses bad tokens, so that the
   * comparison is fair.
   */
  private void check(Candidate candidate) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.answer(Client.me(candidate.url(), good));
    if (answer.statusCode() != 200 || !answer.body().equals(CognitoTokens.IDENTITY)) {
      throw new IllegalStateException(
          candidate.name() + " answered " + answer.statusCode() + " " + answer.body());
    }
    if (candidate.checksTokens()) {
      for (BearerToken bad : List.of(mint.tampered(), mint.expired())) {
        int status = client.status(Client.me(candidate.url(), bad));
        if (status != 401) {
          throw new IllegalStateException(candidate.name() + " answered a bad token " + status);
        }
      }
    }
  }

  private void repeated(Candidate candidate, Cost cost) throws InterruptedException {
    Duration before = cpu(candidate);
    long requests = wrk.repeated(candidate.url(), WINDOW);
    cost.add(cpu(candidate).minus(before), requests);
  }

  private void once(Candidate candidate, int first, Cost cost) throws InterruptedException {
    Duration before = cpu(candidate);
    long requests = wrk.once(candidate.url(), first, SLICE);
    cost.add(cpu(candidate).minus(before), requests);
  }

  private int nextSlice() {
    return 1 + SLICE * slice++;
  }

  private static Duration cpu(Candidate candidate) {
    return Cost.cpu(candidate.process());
  }
}
