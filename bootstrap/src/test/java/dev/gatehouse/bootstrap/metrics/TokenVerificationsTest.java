package dev.gatehouse.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.token.TokenRefusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TokenVerificationsTest {
  private final TokenVerifications tokens = new TokenVerifications();

  @Test
  void refused_tokens_are_counted_by_reason_code() {
    assertThat(tokens.refusals()).isEmpty();

    tokens.onRefused(TokenRefusal.Claim.EXPIRED);
    tokens.onRefused(TokenRefusal.Key.BAD_SIGNATURE);
    tokens.onRefused(TokenRefusal.Claim.EXPIRED);

    assertThat(tokens.refusals())
        .containsExactlyInAnyOrderEntriesOf(Map.of("bad_signature", 1L, "expired", 2L));
    assertThat(tokens.refusedSoFar(TokenRefusal.Claim.EXPIRED)).isEqualTo(2);
    assertThat(tokens.refusedSoFar(TokenRefusal.Claim.REVOKED)).isZero();
    assertThat(tokens.acceptedSoFar()).isZero();
  }

  @Test
  void accepted_tokens_are_counted() {
    tokens.onAccepted();

    assertThat(tokens.acceptedSoFar()).isEqualTo(1);
    assertThat(tokens.refusals()).isEmpty();
  }

  @Test
  void every_refusal_reason_has_a_counter_and_unique_code() {
    assertThat(TokenVerifications.REASONS)
        .contains(TokenRefusal.Form.TOO_LARGE, TokenRefusal.Claim.REVOKED)
        .extracting(TokenRefusal::code)
        .doesNotHaveDuplicates();
    TokenVerifications.REASONS.forEach(tokens::onRefused);
    assertThat(tokens.refusals()).hasSameSizeAs(TokenVerifications.REASONS);
  }
}
