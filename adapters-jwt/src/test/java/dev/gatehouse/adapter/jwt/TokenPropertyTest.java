package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;
import static dev.gatehouse.adapter.jwt.TestIssuer.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Checks that texts similar to a valid token are refused and never cause an exception. */
final class TokenPropertyTest {
  private static final String GOOD = TokenForger.good().reveal();
  private static final Set<TokenUse> ANY = EnumSet.allOf(TokenUse.class);

  /** The characters that a verifier looks for, so that they occur more often than by chance. */
  private static final List<String> PARAMETERS =
      List.of("alg", "kid", "typ", "cty", "crit", "b64", "zip", "jwk", "jku", "x5c", "x5t#S256");

  private static final List<String> CLAIMS =
      HostileFamily.entries(
          """
          iss  sub  aud  client_id  token_use  exp  iat  nbf  origin_jti  username
          cognito:username  cognito:groups  email  email_verified
          """);

  private final JwksTokenVerifier verifier = verifier();

  static JwksTokenVerifier verifier() {
    ManualTimer timer = new ManualTimer();
    VerifierSettings settings = new VerifierSettings(VerifierSettings.DEFAULT.clockSkew(), 0);
    JwksTokenVerifier verifier =
        new JwksTokenVerifier(TestIssuer.trusted(), settings, () -> NOW, new Random(1), timer);
    timer.runDue();
    return verifier;
  }

  @Example
  void token_with_any_single_character_change_is_refused() {
    assertThat(verify(GOOD)).isInstanceOf(Verified.class);
    for (int i = 0; i < GOOD.length(); i++) {
      String before = GOOD.substring(0, i);
      String after = GOOD.substring(i + 1);
      assertRefused(before + after);
      for (char other : List.of('A', '-', '.', '=', ' ', '\u0000', '\u00E9', '\uFF21')) {
        assertRefused(before + other + GOOD.substring(i));
        if (other != GOOD.charAt(i)) {
          assertRefused(before + other + after);
        }
      }
    }
  }

  @Property
  void token_with_a_changed_character_is_refused(
      @ForAll("positions") int position, @ForAll("characters") char other) {
    if (other != GOOD.charAt(position)) {
      assertRefused(GOOD.substring(0, position) + other + GOOD.substring(position + 1));
    }
  }

  @Property
  void token_with_an_inserted_character_is_refused(
      @ForAll("positions") int position, @ForAll("characters") char more) {
    assertRefused(GOOD.substring(0, position) + more + GOOD.substring(position));
  }

  @Property
  void token_with_a_deleted_part_is_refused(
      @ForAll("positions") int from, @ForAll("positions") int to) {
    int first = Math.min(from, to);
    int last = Math.max(from, to) + 1;
    if (last - first < GOOD.length()) {
      assertRefused(GOOD.substring(0, first) + GOOD.substring(last));
    }
  }

  @Property
  void token_with_two_characters_swapped_is_refused(
      @ForAll("positions") int one, @ForAll("positions") int other) {
    StringBuilder swapped = new StringBuilder(GOOD);
    swapped.setCharAt(one, GOOD.charAt(other));
    swapped.setCharAt(other, GOOD.charAt(one));
    if (!GOOD.contentEquals(swapped)) {
      assertRefused(swapped.toString());
    }
  }

  @Property
  void arbitrary_text_is_refused(@ForAll("texts") String text) {
    assertRefused(text);
  }

  /**
   * Checks that an accepted token always has the required claims, for any content that the trusted
   * key signs.
   */
  @Property
  void accepted_signed_token_has_required_claims(
      @ForAll("headers") Map<String, @Nullable Object> header,
      @ForAll("claims") Map<String, @Nullable Object> claims) {
    VerificationOutcome outcome = verify(MINT.token(header, claims).reveal());

    Statistics.label("accepted")
        .collect(outcome instanceof Verified)
        .coverage(coverage -> coverage.check(true).count(count -> count > 0));
    if (outcome instanceof Verified(var verified)) {
      assertThat(header).containsEntry("alg", "RS256").doesNotContainKeys("crit", "b64", "jwk");
      assertThat(claims).containsEntry("iss", POOL);
      assertThat(claims.get("token_use")).isIn("id", "access");
      assertThat(verified.identity().subject().value()).isEqualTo(claims.get("sub"));
      assertThat(verified.expiresAt()).isAfter(NOW.minusSeconds(5));
      assertThat(verified.issuedAt()).isBeforeOrEqualTo(NOW.plusSeconds(5));
    }
  }

  @Property
  void signed_arbitrary_bytes_are_refused(@ForAll byte[] header, @ForAll byte[] claims) {
    assertThat(verify(TokenForger.of(header, claims).reveal())).isInstanceOf(Refused.class);
    assertThat(
            verify(
                TokenForger.of(TokenForger.bytes("{\"kid\":\"key-1\",\"alg\":\"RS256\"}"), claims)
                    .reveal()))
        .isInstanceOf(Refused.class);
  }

  @Provide
  Arbitrary<Integer> positions() {
    return Arbitraries.integers().between(0, GOOD.length() - 1);
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.oneOf(
        Arbitraries.chars().range('\u0000', '\u00FF'),
        Arbitraries.chars().all(),
        Arbitraries.chars().with(".-_=+/ AZaz09"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMinLength(1).ofMaxLength(200),
        Arbitraries.strings().withChars("...-_AZaz09= ").ofMinLength(1).ofMaxLength(200));
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> headers() {
    return changed(MINT.header(), PARAMETERS);
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> claims() {
    return Arbitraries.oneOf(
        changed(TokenForger.claims(TokenUse.ID), CLAIMS),
        changed(TokenForger.claims(TokenUse.ACCESS), CLAIMS));
  }

  /** Creates valid members; some are removed or get any value. */
  private static Arbitrary<Map<String, @Nullable Object>> changed(
      Map<String, @Nullable Object> good, List<String> names) {
    Arbitrary<String> anyName =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of(names)), Tuple.of(1, Arbitraries.strings().ofMaxLength(8)));
    return Combinators.combine(
            Arbitraries.maps(anyName, Json.values()).ofMaxSize(2),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Set.<String>of())),
                Tuple.of(1, Arbitraries.of(List.copyOf(good.keySet())).set().ofSize(1))))
        .as(
            (more, gone) -> {
              Map<String, @Nullable Object> members = new LinkedHashMap<>(good);
              members.keySet().removeAll(gone);
              members.putAll(more);
              return members;
            });
  }

  private VerificationOutcome verify(String text) {
    return verifier.verify(new BearerToken(text), ANY);
  }

  private void assertRefused(String text) {
    assertThat(verify(text)).isInstanceOf(Refused.class);
  }
}
