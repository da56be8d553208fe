package dev.gatehouse.adapter.jwt.key;

import static dev.gatehouse.adapter.jwt.KeyServer.answers;
import static dev.gatehouse.adapter.jwt.KeyServer.drips;
import static dev.gatehouse.adapter.jwt.KeyServer.hangsAfter;
import static dev.gatehouse.adapter.jwt.KeyServer.sends;
import static dev.gatehouse.adapter.jwt.KeyServer.sendsWithoutEnd;
import static dev.gatehouse.adapter.jwt.KeyServer.serves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.gatehouse.adapter.jwt.Gate;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.KeyServer;
import dev.gatehouse.adapter.jwt.KeyServer.Behaviour;
import dev.gatehouse.adapter.jwt.ManualTimer;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.testkit.TokenMint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the verification of tokens while the server of the key set fails. */
@Tag("slow")
final class KeySetFaultsTest {
  private static final String ISSUER = "https://issuer";
  private static final String CLIENT = "client";
  private static final Set<TokenUse> ID = Set.of(TokenUse.ID);
  private static final TokenMint MINT = new TokenMint(ISSUER, "key-1");
  private static final TokenMint ROTATED = new TokenMint(ISSUER, "key-2");
  private static final TokenMint STRANGER = new TokenMint(ISSUER, "unknown");

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  /** More tokens than the cache can hold, so that most are verified again. */
  private static final List<BearerToken> GOOD_TOKENS = tokens(MINT, 40);

  private static final VerifierSettings SETTINGS =
      new VerifierSettings(Duration.ofSeconds(5), GOOD_TOKENS.size() / 4);

  private static final Duration SHORT = Duration.ofMillis(250);
  private static final int THREADS = 4;
  private static final int LEAST_VERIFICATIONS = 50;

  /** A server that must never get a request. */
  @AutoClose private static final KeyServer ELSEWHERE = new KeyServer(serves(ROTATED.keySet()));

  /** The requests of three refreshes, and for the unknown key ids of eleven seconds. */
  private int mostRequests = 3 + 2;

  private final int askedElsewhere = ELSEWHERE.requests();
  private final ManualTimer timer = new ManualTimer();
  @AutoClose private final KeyServer server = new KeyServer(serves(MINT.keySet()));
  private final KeySetSource source = KeySetSource.at(server.url());
  private final KeySetSource impatient = impatient(server.url());

  static Stream<Arguments> answers_that_come_at_once() {
    String document = MINT.keySet();
    int length = document.length();
    String lengthIs = OK + "Content-Length: ";
    String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        argumentSet("500", answers("500 Internal Server Error", document)),
        argumentSet("503", answers("503 Service Unavailable", "")),
        argumentSet("404", answers("404 Not Found", document)),
        argumentSet("204", answers("204 No Content", "")),
        argumentSet(
            "401", answers("401 Unauthorized", new byte[0], "WWW-Authenticate: Basic realm=x")),
        argumentSet(
            "301", answers("301 Moved", document.getBytes(StandardCharsets.UTF_8), location())),
        argumentSet("302", answers("302 Found", new byte[0], location())),
        argumentSet("307", answers("307 Temporary Redirect", new byte[0], location())),
        argumentSet("308", answers("308 Permanent Redirect", new byte[0], location())),
        argumentSet("HTML", serves("<html>down for maintenance</html>")),
        argumentSet("nothing", serves("")),
        argumentSet("not an object", serves("[]")),
        argumentSet("no set", serves("{}")),
        argumentSet("empty set", serves("{\"keys\":[]}")),
        argumentSet("no usable key", serves(document.replace("\"sig\"", "\"enc\""))),
        argumentSet("half a document", serves(document.substring(0, length / 2))),
        argumentSet("two documents", serves(document + document)),
        argumentSet("no UTF-8", answers("200 OK", new byte[] {(byte) 0xc3, 0x28})),
        argumentSet("gzip", answers("200 OK", gzip(document), "Content-Encoding: gzip")),
        argumentSet("10 MB", serves(" ".repeat(10_000_000) + document)),
        argumentSet("endless", sendsWithoutEnd(OK + "\r\n", " ".repeat(8192))),
        argumentSet(
            "endless chunks", sendsWithoutEnd(chunked, "400\r\n" + " ".repeat(1024) + "\r\n")),
        argumentSet("endless error", sendsWithoutEnd("HTTP/1.1 500 No\r\n\r\n", " ".repeat(8192))),
        argumentSet("endless header", sendsWithoutEnd(OK + "X: ", "x".repeat(8192))),
        argumentSet("endless headers", sendsWithoutEnd(OK, "X: x\r\n".repeat(1000))),
        argumentSet("shorter than said", sends(lengthIs + (length + 1) + "\r\n\r\n" + document)),
        argumentSet("longer than said", sends(lengthIs + (length - 1) + "\r\n\r\n" + document)),
        argumentSet("length that is none", sends(lengthIs + "many\r\n\r\n" + document)),
        argumentSet("cut off in a chunk", sends(chunked + "fff\r\n" + document)),
        argumentSet("not HTTP", sends("220 smtp.example.com ESMTP\r\n")),
        argumentSet("TLS", sends("\u0015\u0003\u0003\u0000\u0002\u0002F")));
  }

  @ParameterizedTest
  @MethodSource("answers_that_come_at_once")
  void known_keys_stay_valid_after_faulty_response(Behaviour fault) {
    assertKeysSurvive(source, () -> server.does(fault));
  }

  @ParameterizedTest
  @MethodSource("answers_that_come_at_once")
  void first_faulty_response_leaves_verifier_unavailable(Behaviour fault) {
    server.does(fault);
    assertNothingIsDecided(source);
  }

  @Test
  void known_keys_stay_valid_when_server_closes_connection() {
    // The JDK's client repeats a request once if the connection ends before any response.
    mostRequests = 2 * mostRequests;
    assertKeysSurvive(source, () -> server.does(sends("")));
  }

  static Stream<Arguments> answers_that_do_not_come() {
    return Stream.of(
        argumentSet("silence", hangsAfter("")),
        argumentSet("half a header", hangsAfter(OK)),
        argumentSet(
            "half a document", hangsAfter(OK + "Content-Length: 100\r\n\r\n" + "{\"keys\":")),
        argumentSet("a drip of headers", drips(OK + "X-Drip: x\r\n".repeat(1000))),
        argumentSet("a drip of blanks", drips(OK + "\r\n" + " ".repeat(10_000))),
        argumentSet("interim answers", sendsWithoutEnd("", "HTTP/1.1 103 Early Hints\r\n\r\n")));
  }

  @ParameterizedTest
  @MethodSource("answers_that_do_not_come")
  void known_keys_stay_valid_after_time_out(Behaviour fault) {
    assertKeysSurvive(impatient, () -> server.does(fault));
  }

  @ParameterizedTest
  @MethodSource("answers_that_do_not_come")
  void first_time_out_leaves_verifier_unavailable(Behaviour fault) {
    server.does(fault);
    assertNothingIsDecided(impatient);
  }

  @Test
  void known_keys_stay_valid_when_server_is_down() {
    assertKeysSurvive(source, server::goesDown);
  }

  @Test
  void server_down_at_start_leaves_verifier_unavailable() {
    server.goesDown();
    assertNothingIsDecided(source);
  }

  @Test
  void https_url_of_http_server_leaves_verifier_unavailable() {
    URI url = URI.create(server.url().toString().replace("http:", "https:"));

    try (JwksTokenVerifier verifier = verifier(impatient(url))) {
      assertThat(timer.runDue()).isEqualTo(2);

      assertThat(verifier.isReady()).isFalse();
      assertUndecided(verifier, GOOD_TOKENS.getFirst());
    }
    assertThat(server.requests()).isZero();
  }

  @Test
  void known_keys_stay_valid_with_unstable_server() {
    try (JwksTokenVerifier verifier = verifier(source)) {
      assertThat(timer.runDue()).isEqualTo(1);
      List<Behaviour> turns =
          List.of(
              sends("220 smtp.example.com ESMTP\r\n"),
              serves(MINT.keySet()),
              answers("500 No", ""),
              serves(MINT.keySet()),
              serves("{\"keys\":[]}"));
      int asked = server.requests();
      whileGoodTokensVerify(
          verifier,
          () -> {
            for (int i = 0; i < 50; i++) {
              server.does(turns.get(i % turns.size()));
              timer.runNext();
              assertThat(verifier.isReady()).isTrue();
            }
            server.goesDown();
            timer.runNext();
            server.comesUp();
            server.does(serves(MINT.keySet()));
            timer.runNext();
          });
      assertThat(server.requests() - asked).isEqualTo(51);
    }
  }

  @Test
  void unknown_key_ids_cause_one_fetch_per_ten_seconds() {
    try (JwksTokenVerifier verifier = verifier(source)) {
      assertThat(timer.runDue()).isEqualTo(1);
      int perThread = 30 * 10_000 / THREADS;
      String[] token = tokens(STRANGER, 1).getFirst().reveal().split("\\.", -1);
      Duration between = Duration.ofSeconds(1).dividedBy(10_000);
      AtomicInteger ids = new AtomicInteger();
      Runnable flood =
          () -> {
            for (int i = 0; i < perThread; i++) {
              timer.passes(between);
              assertRefused(verifier, forged(token, ids.incrementAndGet()));
            }
          };

      whileGoodTokensVerify(verifier, () -> allAtOnce(Collections.nCopies(THREADS, flood)));

      assertThat(server.requests()).as("the first, and those for unknown ids").isEqualTo(1 + 3);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void turned_clock_does_not_change_the_cool_down(long hours) {
    try (JwksTokenVerifier verifier = verifier(source)) {
      assertThat(timer.runDue()).isEqualTo(1);
      BearerToken unknown = tokens(STRANGER, 1).getFirst();
      assertRefused(verifier, unknown);
      assertThat(server.requests()).isEqualTo(2);

      timer.turnClock(Duration.ofHours(hours));
      assertRefused(verifier, unknown);
      assertThat(server.requests()).isEqualTo(2);

      timer.passes(KeySet.COOL_DOWN);
      assertThat(verifier.keySetStates().getFirst().age()).isEqualTo(KeySet.COOL_DOWN);
      assertRefused(verifier, unknown);
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  /** Returns a token with a wrong signature and a new key id. */
  private static BearerToken forged(String[] token, int id) {
    String header = "{\"kid\":\"" + id + "\",\"alg\":\"RS256\"}";
    return new BearerToken(TokenMint.encoded(header) + "." + token[1] + "." + token[2]);
  }

  @Test
  void only_hundred_unknown_key_ids_wait_for_a_fetch() throws Exception {
    Gate gate = new Gate();
    try (JwksTokenVerifier verifier = verifier(source);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(timer.runDue()).isEqualTo(1);
      server.does(waiting(gate, serves(ROTATED.keySet())));
      CompletionService<VerificationOutcome> callers = new ExecutorCompletionService<>(threads);
      List<Future<VerificationOutcome>> all = new ArrayList<>();
      BearerToken token = tokens(ROTATED, 1).getFirst();
      for (int i = 0; i < KeySet.MAX_WAITING + 50; i++) {
        all.add(callers.submit(() -> verifier.verify(token, ID)));
      }
      gate.awaitSomebody();

      whileGoodTokensVerify(verifier, () -> {});
      for (int i = 0; i < 50; i++) {
        assertThat(callers.take().get()).isEqualTo(unknown());
      }
      assertThat(all).filteredOn(Future::isDone).hasSize(50);

      gate.open();
      for (int i = 0; i < KeySet.MAX_WAITING; i++) {
        assertThat(callers.take().get()).isInstanceOf(Verified.class);
      }
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @Test
  void unknown_key_id_does_not_wait_during_cool_down() throws Exception {
    Gate gate = new Gate();
    try (JwksTokenVerifier verifier = verifier(source);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(timer.runDue()).isEqualTo(1);
      timer.passes(Duration.ofMinutes(5));
      assertRefused(verifier, tokens(STRANGER, 1).getFirst());
      server.does(waiting(gate, serves(ROTATED.keySet())));
      Future<Integer> refreshing = threads.submit(timer::runDue);
      gate.awaitSomebody();

      // On this thread, which opens the gate: nothing else would end a wait.
      assertRefused(verifier, tokens(STRANGER, 1).getFirst());
      assertRefused(verifier, tokens(ROTATED, 1).getFirst());

      gate.open();
      assertThat(refreshing.get()).isEqualTo(1);
      assertThat(verifier.verify(tokens(ROTATED, 1).getFirst(), ID)).isInstanceOf(Verified.class);
    }
  }

  private static Behaviour waiting(Gate gate, Behaviour then) {
    return (socket, out) -> {
      gate.pass();
      then.answer(socket, out);
    };
  }

  private void assertKeysSurvive(KeySetSource from, Runnable breaks) {
    try (JwksTokenVerifier verifier = verifier(from)) {
      assertThat(verifier.isReady()).isFalse();
      assertThat(timer.runDue()).isEqualTo(1);
      assertThat(verifier.isReady()).isTrue();
      breaks.run();
      int before = server.requests();

      whileGoodTokensVerify(
          verifier,
          () -> {
            for (int i = 0; i < 3; i++) {
              timer.runNext();
              assertThat(verifier.isReady()).isTrue();
            }
            for (BearerToken token : tokens(STRANGER, 12)) {
              assertRefused(verifier, token);
              timer.passes(Duration.ofSeconds(1));
            }
          });
      assertThat(server.requests() - before).isLessThanOrEqualTo(mostRequests);

      untilRotated(verifier);
      assertThat(verifier.verify(GOOD_TOKENS.getLast(), ID)).isEqualTo(unknown());
    }
    assertThat(ELSEWHERE.requests()).as("no redirect is followed").isEqualTo(askedElsewhere);
  }

  private void assertNothingIsDecided(KeySetSource from) {
    try (JwksTokenVerifier verifier = verifier(from)) {
      assertThat(timer.runDue()).as("first attempt and the retry at once").isEqualTo(2);
      for (int i = 0; i < 12; i++) {
        assertThat(verifier.isReady()).isFalse();
        assertUndecided(verifier, GOOD_TOKENS.getFirst());
        timer.passes(Duration.ofSeconds(1));
      }
      assertThat(server.requests()).as("2 refreshes, 2 for unknown ids").isLessThan(5);

      untilRotated(verifier);
      assertThat(verifier.isReady()).isTrue();
    }
    assertThat(ELSEWHERE.requests()).as("no redirect is followed").isEqualTo(askedElsewhere);
  }

  /** A source with a short time-out may need more than one attempt on a busy machine. */
  private void untilRotated(JwksTokenVerifier verifier) {
    server.comesUp();
    server.does(serves(ROTATED.keySet()));
    BearerToken token = tokens(ROTATED, 1).getFirst();
    boolean verified = false;
    for (int i = 0; !verified && i < 40; i++) {
      timer.runNext();
      try {
        verified = verifier.verify(token, ID) instanceof Verified;
      } catch (IdentityProviderUnavailableException _) {
        verified = false;
      }
    }
    assertThat(verified).as("recovers").isTrue();
  }

  /** Lets several threads verify valid tokens during the action and shortly after it. */
  private static void whileGoodTokensVerify(JwksTokenVerifier verifier, Runnable action) {
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch enough = new CountDownLatch(THREADS * LEAST_VERIFICATIONS);
    Runnable verifying =
        () -> {
          for (int i = 0; !over.get() || i < LEAST_VERIFICATIONS; i++) {
            BearerToken token = GOOD_TOKENS.get(i % GOOD_TOKENS.size());
            assertThat(verifier.verify(token, ID)).isInstanceOf(Verified.class);
            if (i < LEAST_VERIFICATIONS) {
              enough.countDown();
            }
          }
        };
    List<Runnable> tasks = new ArrayList<>(Collections.nCopies(THREADS, verifying));
    tasks.add(
        () -> {
          try {
            action.run();
          } finally {
            over.set(true);
          }
        });
    allAtOnce(tasks);
    assertThat(enough.getCount()).isZero();
  }

  private static void allAtOnce(List<Runnable> tasks) {
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      for (Future<?> done : tasks.stream().<Future<?>>map(threads::submit).toList()) {
        done.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(JwksTokenVerifier verifier, BearerToken token) {
    assertThat(verifier.verify(token, ID)).isEqualTo(unknown());
  }

  private static void assertUndecided(JwksTokenVerifier verifier, BearerToken token) {
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> verifier.verify(token, ID));
  }

  private static Refused unknown() {
    return new Refused(TokenRefusal.Key.UNKNOWN_KEY);
  }

  private JwksTokenVerifier verifier(KeySetSource from) {
    return new JwksTokenVerifier(
        List.of(new TrustedIssuer(ISSUER, Set.of(CLIENT), from, Duration.ofMinutes(1))),
        SETTINGS,
        timer,
        new Random(1),
        timer);
  }

  private static KeySetSource impatient(URI url) {
    return new HttpKeySetSource(url, SHORT, SHORT);
  }

  private static List<BearerToken> tokens(TokenMint mint, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Map<String, @Nullable Object> claims = mint.idClaims(CLIENT, ManualTimer.START);
              claims.put("jti", "token-" + i);
              return mint.token(claims);
            })
        .toList();
  }

  private static String location() {
    return "Location: " + ELSEWHERE.url();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
