package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.adapter.jwt.key.KeySet;
import dev.gatehouse.adapter.jwt.key.KeySetSource;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Issuers are trusted side by side, each with its own key set. */
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
  private final JwksTokenVerifier verifier =
      new JwksTokenVerifier(
          List.of(
              new TrustedIssuer(ONE, Set.of(CLIENT), one),
              new TrustedIssuer(TWO, Set.of(CLIENT), two)),
          VerifierSettings.DEFAULT,
          timer,
          new Random(1),
          timer);

  /** A key set that a test publishes, or takes down. */
  private static final class Source implements KeySetSource {
    private volatile KeySetSource now = Source::down;
    private final AtomicInteger fetches = new AtomicInteger();

    void has(TokenMint mint) {
      now = mint::keySet;
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

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void same_key_id_names_another_key_at_each_issuer() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();

    assertThat(verify(KEY_1_OF_ONE)).isInstanceOf(Verified.class);
    assertThat(verify(KEY_1_OF_TWO)).isInstanceOf(Verified.class);
    assertThat(verify(KEY_1_OF_ONE, TWO)).isEqualTo(new Refused(Claim.WRONG_ISSUER));
    assertThat(verify(KEY_1_OF_TWO, ONE)).isEqualTo(new Refused(Claim.WRONG_ISSUER));
    assertThat(verify(new TokenMint(ONE, "key-1")))
        .isEqualTo(new Refused(TokenRefusal.Key.BAD_SIGNATURE));
  }

  @Test
  void rotation_to_a_key_id_of_another_issuer_is_seen_on_the_first_token() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_3_OF_TWO);
    load();
    two.has(KEY_1_OF_TWO);

    assertThat(verify(KEY_1_OF_TWO)).isInstanceOf(Verified.class);
    assertThat(verify(KEY_1_OF_ONE)).isInstanceOf(Verified.class);
    assertThat(one.fetches).as("it knew the id").hasValue(1);
  }

  @Test
  void issuer_that_is_down_keeps_no_token_of_another_from_verifying() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();
    one.goesDown();
    two.has(KEY_3_OF_TWO);

    assertThat(verify(KEY_3_OF_TWO)).as("rotated").isInstanceOf(Verified.class);
    assertThat(verify(KEY_1_OF_ONE)).isInstanceOf(Verified.class);

    one.has(KEY_2_OF_ONE);
    two.goesDown();
    timer.passes(KeySet.COOL_DOWN);
    assertThat(verify(KEY_2_OF_ONE)).as("rotated").isInstanceOf(Verified.class);
    assertThat(verify(KEY_3_OF_TWO)).isInstanceOf(Verified.class);
    assertThat(verifier.isReady()).isTrue();
  }

  @Test
  void issuer_that_was_never_up_keeps_no_token_of_another_from_verifying() {
    two.has(KEY_1_OF_TWO);
    load();
    assertThat(verifier.isReady()).isFalse();
    assertThat(verify(KEY_1_OF_TWO)).isInstanceOf(Verified.class);
    two.has(KEY_3_OF_TWO);

    assertThat(verify(KEY_3_OF_TWO)).as("rotated").isInstanceOf(Verified.class);
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .as("nobody can tell")
        .isThrownBy(() -> verify(KEY_1_OF_ONE));
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .as("nobody can tell")
        .isThrownBy(() -> verify(KEY_3_OF_TWO, ONE));

    one.has(KEY_1_OF_ONE);
    timer.passes(KeySet.COOL_DOWN);
    assertThat(verify(KEY_1_OF_ONE)).isInstanceOf(Verified.class);
    assertThat(verify(KEY_3_OF_TWO, ONE)).isEqualTo(new Refused(Claim.WRONG_ISSUER));
    assertThat(verify(STRANGER)).isEqualTo(new Refused(TokenRefusal.Key.UNKNOWN_KEY));
    assertThat(verifier.isReady()).isTrue();
  }

  @Test
  void issuer_that_hangs_lets_known_keys_of_all_verify() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();
    one.now =
        () -> {
          asked.countDown();
          try {
            mayAnswer.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return KEY_2_OF_ONE.keySet();
        };

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<VerificationOutcome> rotated = threads.submit(() -> verify(KEY_2_OF_ONE));
      asked.await();
      assertThat(verify(KEY_1_OF_ONE)).isInstanceOf(Verified.class);
      assertThat(verify(KEY_1_OF_TWO)).isInstanceOf(Verified.class);
      mayAnswer.countDown();
      assertThat(rotated.get()).isInstanceOf(Verified.class);
    }
  }

  /** As with Cognito, whose pools have two names and one set of keys, at an address each. */
  @Test
  void key_of_a_shared_set_is_good_for_an_issuer_once_its_own_set_has_it() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_ONE);
    load();
    assertThat(verify(KEY_1_OF_ONE)).isInstanceOf(Verified.class);
    assertThat(verify(KEY_1_OF_ONE, TWO)).isInstanceOf(Verified.class);
    one.has(KEY_2_OF_ONE);

    assertThat(verify(KEY_2_OF_ONE)).isInstanceOf(Verified.class);
    assertThat(verify(KEY_2_OF_ONE, TWO)).isEqualTo(new Refused(Claim.WRONG_ISSUER));

    two.has(KEY_2_OF_ONE);
    timer.passes(KeySet.COOL_DOWN);
    assertThat(verify(KEY_2_OF_ONE, TWO)).isInstanceOf(Verified.class);
    assertThat(verify(KEY_1_OF_ONE)).isEqualTo(new Refused(TokenRefusal.Key.UNKNOWN_KEY));
    assertThat(verify(KEY_1_OF_ONE, TWO)).isEqualTo(new Refused(TokenRefusal.Key.UNKNOWN_KEY));
  }

  @Test
  void unknown_key_ids_cause_one_fetch_of_each_set_in_the_cool_down() {
    one.has(KEY_1_OF_ONE);
    two.has(KEY_1_OF_TWO);
    load();

    for (int i = 0; i < 100; i++) {
      assertThat(verify(STRANGER)).isEqualTo(new Refused(TokenRefusal.Key.UNKNOWN_KEY));
      timer.passes(Duration.ofMillis(99));
    }

    assertThat(one.fetches).hasValue(2);
    assertThat(two.fetches).hasValue(2);
  }

  private void load() {
    assertThat(timer.runDue()).as("one each, and a retry where it is down").isBetween(2, 3);
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
