package dev.gatehouse.harness.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.account.Password;
import java.lang.reflect.Field;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests the watch that checks this test run itself. */
final class SecrecyWatchTest {
  @Test
  void new_secret_is_recorded() throws ReflectiveOperationException {
    Field field = SecrecyWatch.class.getDeclaredField("LEDGER");
    field.setAccessible(true);
    Ledger ledger = (Ledger) field.get(null);
    int before = ledger.secrets();

    Password password = new Password("Correct1" + UUID.randomUUID());

    assertThat(password.reveal()).startsWith("Correct1");
    assertThat(ledger.secrets()).isGreaterThan(before);
  }
}
