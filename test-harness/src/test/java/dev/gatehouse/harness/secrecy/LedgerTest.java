package dev.gatehouse.harness.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void leaked_secret_is_found_anywhere_in_the_text() {
    ledger.secret("Correct1horse");
    ledger.secret("Another2horse");

    ledger.told("a login failed for alice/Correct1horse, as it should");

    assertThat(ledger.leaks())
        .containsExactly(
            "the secret Correct1horse in: a login failed for alice/Correct1horse, as it should");
  }

  @Test
  void token_is_found_by_its_last_characters() {
    String token = "eyJhbGciOiJSUzI1NiJ9.".repeat(10) + "s1gnature".repeat(10);
    ledger.secret(token);

    ledger.told("refused: " + token);

    assertThat(ledger.leaks()).hasSize(1);
  }

  @Test
  void secret_is_found_in_earlier_text() {
    ledger.told("the code is 12345678");
    ledger.secret("12345678");

    assertThat(ledger.leaks()).hasSize(1);
  }

  @Test
  void plain_words_and_short_texts_are_not_secrets() {
    ledger.secret("refresh-token");
    ledger.secret("123456");
    ledger.told("a refresh-token of 123456 characters");

    assertThat(ledger.leaks()).isEmpty();
    assertThat(ledger.secrets()).isZero();
  }

  @Test
  void text_without_secrets_has_no_leaks() {
    for (int i = 0; i < 10_000; i++) {
      ledger.secret("Correct1horse-" + i);
      ledger.told("line " + i + " tells of Correct1horse and -" + i);
    }

    assertThat(ledger.leaks()).isEmpty();
  }
}
