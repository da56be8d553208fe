package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.key.KeySetSource;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that every hostile token is refused for the expected reason, and that every valid
 * variation is accepted with its claims. Runs with both signature providers, with and without a
 * cache.
 */
final class HostileTokensTest {
  /** Counts requests to the URLs in the tokens. */
  @AutoClose private static final KeyServer LURE = new KeyServer(KeyServer.serves(""));

  private static final List<Hostile> HOSTILE = hostile();
  private static final List<Valid> VALID = ValidVariations.tokens();

  @AutoClose private static Bench bench;

  @BeforeAll
  static void openBench() {
    bench = new Bench();
  }

  private static List<Hostile> hostile() {
    try {
      return Stream.of(
              new HostileAlgorithms(),
              new HostileKeys(LURE.url()),
              new HostileHeaders(),
              new HostileEncodings(),
              new HostileJson("header"),
              new HostileJson("claims"),
              new HostileTimes(TokenUse.ID),
              new HostileTimes(TokenUse.ACCESS),
              new HostileClaims(TokenUse.ID),
              new HostileClaims(TokenUse.ACCESS),
              new HostileSignatures())
          .flatMap(family -> family.tokens().stream())
          .toList();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> hostile_token_is_refused_with_expected_reason() {
    return DynamicTest.stream(
        HOSTILE.stream(),
        Hostile::name,
        hostile ->
            assertThat(bench.outcomes(hostile.token(), Set.of(hostile.asked()), hostile.now()))
                .containsOnly(new Refused(hostile.reason())));
  }

  @TestFactory
  Stream<DynamicTest> valid_token_variant_is_accepted_with_its_claims() {
    return DynamicTest.stream(
        VALID.stream(),
        Valid::name,
        valid ->
            assertThat(bench.outcomes(valid.token(), Set.of(valid.claims().use()), valid.now()))
                .allMatch(outcome -> Bench.isWhatItSays(outcome, valid)));
  }

  @Test
  void test_tokens_are_numerous_and_distinct() {
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

  /** Returns the names of cases that share a value that must be unique. */
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
  void each_verifier_refusal_reason_has_a_hostile_token() {
    List<TokenRefusal> reasons = new ArrayList<>();
    for (Class<?> group : TokenRefusal.class.getPermittedSubclasses()) {
      reasons.addAll(Arrays.asList((TokenRefusal[]) group.getEnumConstants()));
    }
    // Only the application knows revocations.
    reasons.remove(TokenRefusal.Claim.REVOKED);

    assertThat(HOSTILE.stream().map(Hostile::reason).distinct())
        .containsExactlyInAnyOrderElementsOf(reasons);
  }

  @Test
  void hostile_token_causes_no_outgoing_request() throws Exception {
    int before = LURE.requests();
    for (Hostile hostile : new HostileKeys(LURE.url()).tokens()) {
      bench.outcomes(hostile.token(), Set.of(hostile.asked()), hostile.now());
    }
    assertThat(LURE.requests()).isEqualTo(before);

    assertThat(KeySetSource.at(LURE.url()).fetch()).as("who asks is counted").isEmpty();
    assertThat(LURE.requests()).isEqualTo(before + 1);
  }

  @Test
  void handmade_signatures_equal_jdk_signatures() throws Exception {
    assertThat(new HostileSignatures().byHandAsByTheJdk()).isTrue();
  }
}
