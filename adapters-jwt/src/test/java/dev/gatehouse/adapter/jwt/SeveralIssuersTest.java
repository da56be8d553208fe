package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.adapter.jwt.key.KeySet;
import dev.gatehouse.adapter.jwt.key.KeySetSource;
import dev.gatehouse.adapter.jwt.key.KeySetState;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenRefusal.Claim;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.testkit.TokenMint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests several trusted issuers, each with its own key set. */
final class SeveralIssuersTest {
  private static final String ONE = "https://one";
  private static final String TWO = "https://two";
  private static final String CLIENT = "client";

  private static final TokenMint KEY_1_OF_ONE = new TokenMint(ONE, "key-1");
  private static final TokenMint KEY_2_OF_ONE = new TokenMint(ONE, "key-2");
  private static final TokenMint KEY_1_OF_TWO = new TokenMint(TWO, "key-1");
  private static final TokenMint KEY_3_OF_TWO = new TokenMint(TWO, "key-3");
  private static final TokenMint STRANGER = new TokenMint(ONE, "unknown");

  private final ManualTimer timer = new ManualTimer();
  private final Source one = new Source();
  private final Source two = new Source();

  @AutoClose
  private final JwksTokenVerifier verifier =
      new JwksTokenVerifier(trusted(), VerifierSettings.DEFAULT, timer, new Random(1), timer);

  /** A key set that a test can publish and remove. */
  private static final class Source implements KeySetSource {
    private volatile KeySetSource now = Source::down;
    private final AtomicInteger fetches = new AtomicInteger();

    void has(TokenMint mint) {
      now = mint::keySet;
    }

    void holdsUp(Gate gate, TokenMint mint) {
      now =
          () -> {
            gate.pass();
            return mint.keySet();
          };
    }

    void goesDown() {
      now = Source::down;
    }

    @Override
    public String fetch() throws IOException {
      fetches.incrementAndGet();
      return now.fetch();
    }

    private static String down() throws IOException {
      throw new IOException("down");
    }
  }

  @Test
  void verifier_loads_keys_before_first_verification() {
    Gate gate = new Gate();
    one.holdsUp(gate, KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    try (JwksTokenVerifier loading =
        new JwksTokenVerifier(trusted(), VerifierSettings.DEFAULT, timer, new Random(1))) {
      assertThat(loading.isReady()).isFalse();
      gate.open();
      while (!loading.isReady()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void key_set_state_reports_age_and_counts() {
    assertThat(verifier.keySetStates())
        .containsExactly(new KeySetState(ONE, 0, null, 0, 0), new KeySetState(TWO, 0, null, 0, 0));
    two.has(KEY_1_OF_TWO);
    load();
    two.goesDown();
    timer.passes(Duration.ofMinutes(5));
    assertThat(timer.runDue()).as("fetches that fail").isGreaterThan(1);

    KeySetState down = verifier.keySetStates().getFirst();
    KeySetState loaded = verifier.keySetStates().getLast();
    assertThat(down).isEqualTo(new KeySetState(ONE, 0, null, 0, down.failures()));
    assertThat(down.failures()).isEqualTo(one.fetches.get());
    assertThat(loaded)
        .isEqualTo(new KeySetState(TWO, 1, Duration.ofMinutes(5), 1, two.fetches.get() - 1));
  }

  @Test
  void clock_set_back_does_not_extend_cool_down() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();
    assertRefused(TokenRefusal.Key.UNKNOWN_KEY, verify(STRANGER));
    timer.turnClock(Duration.ofSeconds(-1));
    timer.passes(KeySet.COOL_DOWN);
    one.has(KEY_2_OF_ONE);

    assertVerified(verify(KEY_2_OF_ONE));
  }

  @Test
  void issuers_use_same_key_id_for_different_keys() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();

    assertVerified(verify(KEY_1_OF_ONE));
    assertVerified(verify(KEY_1_OF_TWO));
    assertRefused(Claim.WRONG_ISSUER, verify(KEY_1_OF_ONE, TWO));
    assertRefused(Claim.WRONG_ISSUER, verify(KEY_1_OF_TWO, ONE));
    assertRefused(TokenRefusal.Key.BAD_SIGNATURE, verify(new TokenMint(ONE, "key-1")));
  }

  @Test
  void first_token_detects_rotated_key_id_of_other_issuer() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_3_OF_TWO);
    load();
    two.has(KEY_1_OF_TWO);

    assertVerified(verify(KEY_1_OF_TWO));
    assertVerified(verify(KEY_1_OF_ONE));
    assertThat(one.fetches).as("it knew the id").hasValue(1);
  }

  @Test
  void failed_issuer_does_not_block_tokens_of_other_issuer() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();
    one.goesDown();
    two.has(KEY_3_OF_TWO);

    assertVerified(verify(KEY_3_OF_TWO));
    assertVerified(verify(KEY_1_OF_ONE));

    one.has(KEY_2_OF_ONE);
    two.goesDown();
    timer.passes(KeySet.COOL_DOWN);
    assertVerified(verify(KEY_2_OF_ONE));
    assertVerified(verify(KEY_3_OF_TWO));
    assertThat(verifier.isReady()).isTrue();
  }

  @Test
  void issuer_without_keys_does_not_block_other_issuer() {
    two.has(KEY_1_OF_TWO);
    load();
    assertThat(verifier.isReady()).isFalse();
    assertVerified(verify(KEY_1_OF_TWO));
    two.has(KEY_3_OF_TWO);

    assertVerified(verify(KEY_3_OF_TWO));
    // The use is unknown.
    assertUndecided(() -> verify(KEY_1_OF_ONE));
    assertUndecided(() -> verify(KEY_3_OF_TWO, ONE));

    one.has(KEY_1_OF_ONE);
    timer.passes(KeySet.COOL_DOWN);
    assertVerified(verify(KEY_1_OF_ONE));
    assertRefused(Claim.WRONG_ISSUER, verify(KEY_3_OF_TWO, ONE));
    assertRefused(TokenRefusal.Key.UNKNOWN_KEY, verify(STRANGER));
    assertThat(verifier.isReady()).isTrue();
  }

  @Test
  void slow_issuer_does_not_block_known_keys() throws Exception {
    Gate gate = new Gate();
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();
    one.holdsUp(gate, KEY_2_OF_ONE);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<VerificationOutcome> rotated = threads.submit(() -> verify(KEY_2_OF_ONE));
      gate.awaitSomebody();
      assertVerified(verify(KEY_1_OF_ONE));
      assertVerified(verify(KEY_1_OF_TWO));
      gate.open();
      assertVerified(rotated.get());
    }
  }

  /** As with Cognito: a pool has two issuer names and one key set, with a URL for each name. */
  @Test
  void shared_key_needs_to_be_in_issuer_key_set() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_ONE);
    load();
    assertVerified(verify(KEY_1_OF_ONE));
    assertVerified(verify(KEY_1_OF_ONE, TWO));
    one.has(KEY_2_OF_ONE);

    assertVerified(verify(KEY_2_OF_ONE));
    assertRefused(Claim.WRONG_ISSUER, verify(KEY_2_OF_ONE, TWO));

    two.has(KEY_2_OF_ONE);
    timer.passes(KeySet.COOL_DOWN);
    assertVerified(verify(KEY_2_OF_ONE, TWO));
    assertRefused(TokenRefusal.Key.UNKNOWN_KEY, verify(KEY_1_OF_ONE));
    assertRefused(TokenRefusal.Key.UNKNOWN_KEY, verify(KEY_1_OF_ONE, TWO));
  }

  @Test
  void unknown_key_ids_cause_one_fetch_per_key_set() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();

    for (int i = 0; i < 100; i++) {
      assertRefused(TokenRefusal.Key.UNKNOWN_KEY, verify(STRANGER));
      timer.passes(Duration.ofMillis(99));
    }

    assertThat(one.fetches).hasValue(2);
    assertThat(two.fetches).hasValue(2);
  }

  /** As when a function is frozen between two events: the ticker may stand still, too. */
  @Test
  void overdue_key_sets_are_fetched_after_the_process_stood_still() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_3_OF_TWO);
    load();
    verifier.refreshOverdue();
    assertThat(one.fetches).as("its keys are fresh").hasValue(1);
    assertVerified(verify(KEY_1_OF_ONE));
    one.has(KEY_2_OF_ONE);
    timer.turnClock(Duration.ofHours(10));

    verifier.refreshOverdue();

    assertThat(one.fetches).hasValue(2);
    assertThat(two.fetches).hasValue(2);
    timer.turnClock(Duration.ofHours(-10));
    assertVerified(verify(KEY_2_OF_ONE));
    assertRefused(TokenRefusal.Key.UNKNOWN_KEY, verify(KEY_1_OF_ONE));
  }

  @Test
  void overdue_key_set_that_is_down_is_not_fetched_for_each_event() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();
    one.goesDown();
    timer.turnClock(Duration.ofHours(1));

    verifier.refreshOverdue();
    verifier.refreshOverdue();
    assertThat(one.fetches).hasValue(2);
    timer.turnClock(KeySet.COOL_DOWN.plusMillis(1));
    verifier.refreshOverdue();

    assertThat(one.fetches).hasValue(3);
    assertThat(verifier.isReady()).as("the known keys stay valid").isTrue();
  }

  @Test
  void caller_with_fresh_keys_does_not_wait_for_a_fetch_in_progress() throws Exception {
    Gate gate = new Gate();
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();
    one.holdsUp(gate, KEY_2_OF_ONE);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<VerificationOutcome> rotated = threads.submit(() -> verify(KEY_2_OF_ONE));
      gate.awaitSomebody();
      Future<?> caller = threads.submit(verifier::refreshOverdue);
      try {
        assertThat(caller).succeedsWithin(Duration.ofSeconds(10));
      } finally {
        gate.open();
      }
      assertVerified(rotated.get());
    }
  }

  @Test
  void key_sets_are_fetched_at_once_if_they_were_never_fetched() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);

    verifier.refreshOverdue();

    assertThat(verifier.isReady()).isTrue();
  }

  private List<TrustedIssuer> trusted() {
    return List.of(
        new TrustedIssuer(ONE, Set.of(CLIENT), one), new TrustedIssuer(TWO, Set.of(CLIENT), two));
  }

  private void load() {
    assertThat(timer.runDue()).as("one each, and a retry where it is down").isBetween(2, 3);
  }

  private static void assertUndecided(ThrowingCallable verifying) {
    assertThatExceptionOfType(IdentityProviderUnavailableException.class).isThrownBy(verifying);
  }

  private static void assertVerified(VerificationOutcome outcome) {
    assertThat(outcome).isInstanceOf(Verified.class);
  }

  private static void assertRefused(TokenRefusal reason, VerificationOutcome outcome) {
    assertThat(outcome).isEqualTo(new Refused(reason));
  }

  private VerificationOutcome verify(TokenMint mint) {
    return verify(mint.idClaims(CLIENT, ManualTimer.START), mint);
  }

  private VerificationOutcome verify(TokenMint mint, String issuer) {
    Map<String, @Nullable Object> claims = mint.idClaims(CLIENT, ManualTimer.START);
    claims.put("iss", issuer);
    return verify(claims, mint);
  }

  private VerificationOutcome verify(Map<String, @Nullable Object> claims, TokenMint mint) {
    return verifier.verify(mint.token(claims), Set.of(TokenUse.ID));
  }
}
