package dev.gatehouse.harness.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void secret_that_was_told_is_found_wherever_it_stands() {
    ledger.secret("Correct1horse");
    ledger.secret("Another2horse");

    ledger.told("a login failed for alice/Correct1horse, as it should");

    assertThat(ledger.leaks())
        .containsExactly(
            "the secret Correct1horse in: a login failed for alice/Correct1horse, as it should");
  }

  @Test
  void token_is_found_by_its_end() {
    String token = "eyJhbGciOiJSUzI1NiJ9.".repeat(10) + "s1gnature".repeat(10);
    ledger.secret(token);

    ledger.told("refused: " + token);

    assertThat(ledger.leaks()).hasSize(1);
  }

  @Test
  void what_was_told_before_it_was_secret_counts_too() {
    ledger.told("the code is 12345678");
    ledger.secret("12345678");

    assertThat(ledger.leaks()).hasSize(1);
  }

  @Test
  void words_and_parts_of_words_are_no_secrets() {
    ledger.secret("refresh-token");
    ledger.secret("123456");
    ledger.told("a refresh-token of 123456 characters");

    assertThat(ledger.leaks()).isEmpty();
    assertThat(ledger.secrets()).isZero();
  }

  @Test
  void nothing_is_found_where_nothing_leaked() {
    for (int i = 0; i < 10_000; i++) {
      ledger.secret("Correct1horse-" + i);
      ledger.told("line " + i + " tells of Correct1horse and -" + i);
    }

    assertThat(ledger.leaks()).isEmpty();
  }
}
