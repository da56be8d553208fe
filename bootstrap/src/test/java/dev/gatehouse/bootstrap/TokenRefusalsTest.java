package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.TokenRefusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TokenRefusalsTest {
  private final TokenRefusals refusals = new TokenRefusals();

  @Test
  void each_reason_is_counted_by_its_code() {
    assertThat(refusals.counts()).isEmpty();

    refusals.refused(TokenRefusal.Claim.EXPIRED);
    refusals.refused(TokenRefusal.Key.BAD_SIGNATURE);
    refusals.refused(TokenRefusal.Claim.EXPIRED);

    assertThat(refusals.counts())
        .containsExactlyInAnyOrderEntriesOf(Map.of("bad_signature", 1L, "expired", 2L));
  }
}
