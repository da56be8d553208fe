package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every hostile token is refused for its very reason, and every valid variation accepted with what
 * it says: by either signature provider, remembered or not.
 */
final class HostileTokensTest {
  private static final Logger LOG = System.getLogger(HostileTokensTest.class.getName());

  private static final AtomicInteger REQUESTS = new AtomicInteger();
  private static final HttpServer LURE = lure();
  private static final URI LURE_URL = URI.create("http://127.0.0.1:" + LURE.getAddress().getPort());
  private static final List<Hostile> HOSTILE = hostile();
  private static final List<Valid> VALID = ValidVariations.tokens();

  private static Bench bench;

  @BeforeAll
  static void openBench() {
    LURE.start();
    bench = new Bench();
  }

  @AfterAll
  static void closeBench() {
    LOG.log(Level.INFO, bench.summary());
    bench.close();
    LURE.stop(0);
  }

  private static List<Hostile> hostile() {
    try {
      return Stream.of(
              HostileAlgorithms.tokens(),
              HostileKeys.tokens(LURE_URL),
              HostileHeaders.tokens(),
              HostileEncodings.tokens(),
              HostileJson.tokens(),
              HostileTimes.tokens(),
              HostileClaims.tokens(),
              HostileSignatures.tokens())
          .flatMap(List::stream)
          .toList();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Counts the requests that the tokens' URLs could lead to. */
  private static HttpServer lure() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            REQUESTS.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> hostile_token_is_refused_for_its_reason() {
    return HOSTILE.stream()
        .map(
            hostile ->
                dynamicTest(
                    hostile.name(),
                    () ->
                        assertThat(bench.judged(hostile))
                            .containsOnly(new Refused(hostile.reason()))));
  }

  @TestFactory
  Stream<DynamicTest> valid_variation_is_accepted_with_what_it_says() {
    return VALID.stream()
        .map(
            valid ->
                dynamicTest(
                    valid.name(),
                    () ->
                        assertThat(bench.judged(valid))
                            .allMatch(outcome -> Bench.isWhatItSays(outcome, valid))));
  }

  @Test
  void there_are_enough_of_them_and_no_two_alike() {
    assertThat(HOSTILE).hasSizeGreaterThanOrEqualTo(600);
    assertThat(VALID).hasSizeGreaterThanOrEqualTo(100);
    assertThat(alike(HOSTILE.stream(), Hostile::name, Hostile::name)).isEmpty();
    assertThat(
            alike(
                HOSTILE.stream(),
                Hostile::name,
                each -> List.of(each.token(), each.asked(), each.now())))
        .isEmpty();
    assertThat(alike(VALID.stream(), Valid::name, Valid::name)).isEmpty();
    assertThat(alike(VALID.stream(), Valid::name, each -> List.of(each.token(), each.now())))
        .isEmpty();
  }

  /** The names of those that share with another what must be each one's own. */
  private static <T> List<List<String>> alike(
      Stream<T> tokens, Function<T, String> name, Function<T, Object> own) {
    return tokens
        .collect(Collectors.groupingBy(own, Collectors.mapping(name, Collectors.toList())))
        .values()
        .stream()
        .filter(names -> names.size() > 1)
        .toList();
  }

  @Test
  void each_reason_is_given_for_some_token() {
    List<TokenRefusal> reasons = new ArrayList<>();
    for (Class<?> group : TokenRefusal.class.getPermittedSubclasses()) {
      reasons.addAll(Arrays.asList((TokenRefusal[]) group.getEnumConstants()));
    }
    // What was revoked the application knows.
    reasons.remove(TokenRefusal.Claim.REVOKED);

    assertThat(HOSTILE.stream().map(Hostile::reason).distinct())
        .containsExactlyInAnyOrderElementsOf(reasons);
  }

  @Test
  void no_token_makes_the_verifier_ask_anyone() throws Exception {
    for (Hostile hostile : HostileKeys.tokens(LURE_URL)) {
      bench.outcomes(hostile.token(), Set.of(hostile.asked()), hostile.now());
    }
    assertThat(REQUESTS).hasValue(0);

    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(LURE_URL.resolve("/jwks.json")).build(),
          BodyHandlers.discarding());
    }
    assertThat(REQUESTS.getAndSet(0)).isOne();
  }

  @Test
  void signatures_made_by_hand_are_those_that_the_jdk_makes() throws Exception {
    assertThat(HostileSignatures.byHandAsByTheJdk()).isTrue();
  }
}
