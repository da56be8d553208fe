package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenRefusal.Claim;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.testkit.TokenMint;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a cached token has the same outcome as a new one. */
@ParameterizedClass
@ValueSource(ints = {0, 1, 10_000})
final class RememberedTokensTest {
  private static final String ISSUER = "https://issuer";
  private static final String CLIENT = "client";
  private static final Set<TokenUse> ID = Set.of(TokenUse.ID);
  private static final Duration SKEW = Duration.ofSeconds(5);

  private static final TokenMint MINT = new TokenMint(ISSUER, "key-1");
  private static final TokenMint NAMESAKE = new TokenMint(ISSUER, "key-1");
  private static final TokenMint ROTATED = new TokenMint(ISSUER, "key-2");

  private static final BearerToken TOKEN = token(MINT);

  @Parameter int cacheSize;

  private final ManualTimer timer = new ManualTimer();
  private TokenMint published = MINT;
  @AutoClose private JwksTokenVerifier verifier;

  @BeforeEach
  void open() {
    TrustedIssuer issuer = new TrustedIssuer(ISSUER, Set.of(CLIENT), () -> published.keySet());
    verifier =
        new JwksTokenVerifier(
            List.of(issuer), new VerifierSettings(SKEW, cacheSize), timer, new Random(1), timer);
    assertThat(timer.runDue()).isEqualTo(1);
  }

  @Test
  void cache_state_reports_tokens_hits_and_misses() {
    verifier.verify(TOKEN, ID);
    verifier.verify(TOKEN, ID);
    verifier.verify(new BearerToken("garbage"), ID);

    assertThat(verifier.cacheState())
        .isEqualTo(cacheSize == 0 ? TokenCacheState.NONE : new TokenCacheState(1, 1, 2));
    assertThat(verifier.keySetStates())
        .singleElement()
        .satisfies(state -> assertThat(state.issuer()).isEqualTo(ISSUER))
        .satisfies(state -> assertThat(state.fetches()).isEqualTo(1));
  }

  @Test
  void verified_token_is_refused_after_it_expires() {
    assertVerified(TOKEN);
    timer.passes(Duration.ofHours(1).plus(SKEW).minusNanos(1));
    assertVerified(TOKEN);

    timer.passes(Duration.ofNanos(1));
    assertRefused(Claim.EXPIRED, TOKEN);
  }

  @Test
  void verified_token_is_refused_after_key_withdrawal() {
    assertVerified(TOKEN);
    published = ROTATED;

    timer.passes(Duration.ofMinutes(5));
    assertThat(timer.runDue()).isEqualTo(1);
    assertRefused(TokenRefusal.Key.UNKNOWN_KEY, TOKEN);

    published = MINT;
    timer.runNext();
    assertVerified(TOKEN);
  }

  @Test
  void token_is_refused_after_key_id_gets_another_key() {
    assertVerified(TOKEN);
    published = NAMESAKE;

    timer.runNext();
    assertRefused(TokenRefusal.Key.BAD_SIGNATURE, TOKEN);
    assertVerified(token(NAMESAKE));
  }

  @Test
  void token_stays_valid_when_refresh_returns_same_key() {
    assertVerified(TOKEN);
    timer.runNext();
    assertVerified(TOKEN);
  }

  @Test
  void token_is_refused_for_another_use() {
    for (int i = 0; i < 2; i++) {
      assertVerified(TOKEN);
      assertThat(verifier.verify(TOKEN, Set.of(TokenUse.ACCESS)))
          .isEqualTo(new Refused(Claim.WRONG_USE));
    }
  }

  @Test
  void refusal_is_not_cached() {
    BearerToken early = MINT.token(MINT.idClaims(CLIENT, ManualTimer.START.plusSeconds(6)));
    BearerToken rotated = token(ROTATED);
    assertRefused(Claim.ISSUED_IN_FUTURE, early);
    assertRefused(TokenRefusal.Key.UNKNOWN_KEY, rotated);

    timer.passes(Duration.ofSeconds(1));
    assertVerified(early);
    published = ROTATED;
    timer.runNext();
    assertVerified(rotated);
  }

  private void assertVerified(BearerToken token) {
    assertThat(verifier.verify(token, ID)).isInstanceOf(Verified.class);
  }

  private void assertRefused(TokenRefusal reason, BearerToken token) {
    assertThat(verifier.verify(token, ID)).isEqualTo(new Refused(reason));
  }

  private static BearerToken token(TokenMint mint) {
    return mint.token(mint.idClaims(CLIENT, ManualTimer.START));
  }
}
