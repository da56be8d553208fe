package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"a@b", "first.last+tag@example.com", "用户@例子.公司", "o'neil@x.org"})
  void text_with_local_part_and_domain_is_accepted(String text) {
    assertThat(new EmailAddress(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\n", "a@b\u0000", "a@b\r\nBcc: x@y"})
  void other_text_is_refused(String text) {
    assertThat(EmailAddress.violations(text))
        .extracting(Violation::rule)
        .containsExactly("not_an_address");
    assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text));
  }

  @Test
  void longest_address_has_a_mailbox_although_lower_case_is_longer() {
    EmailAddress address = new EmailAddress("\u0130".repeat(252) + "@a");

    assertThat(address.mailbox()).isEqualTo("i\u0307".repeat(252) + "@a");
  }

  @ParameterizedTest
  @CsvSource({
    "Name@Example.com, name@example.com",
    "name+shop@example.com, name@example.com",
    "name+a+b@example.com, name@example.com",
    "+name@example.com, +name@example.com"
  })
  void addresses_of_one_mailbox_are_recognised(String address, String mailbox) {
    assertThat(new EmailAddress(address).mailbox()).isEqualTo(mailbox);
  }

  @Test
  void length_is_1_to_254_characters() {
    assertThat(EmailAddress.violations(""))
        .extracting(Violation::rule)
        .containsExactly("too_short");
    assertThat(EmailAddress.violations("a".repeat(252) + "@b")).isEmpty();
    assertThat(EmailAddress.violations("a".repeat(253) + "@b"))
        .extracting(Violation::rule)
        .containsExactly("too_long");
  }

  @Test
  void new_address_has_no_invisible_character_but_an_existing_one_may() {
    assertThat(EmailAddress.newViolations("a\u3164@example.com"))
        .extracting(Violation::rule)
        .containsExactly("invisible_character");
    assertThat(EmailAddress.violations("a\u3164@example.com")).isEmpty();
    assertThat(EmailAddress.newViolations("žofie@example.com")).isEmpty();
  }
}
