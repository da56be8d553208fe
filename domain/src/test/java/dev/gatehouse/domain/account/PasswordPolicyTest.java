package dev.gatehouse.domain.account;

import static dev.gatehouse.domain.account.PasswordPolicy.COMPOSED;
import static dev.gatehouse.domain.account.PasswordPolicy.PASSPHRASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordPolicyTest {
  private static final Username NAME = new Username("alice.smith");
  private static final EmailAddress EMAIL = new EmailAddress("a.m.smith80@mail.example.org");

  private static List<String> rules(PasswordPolicy policy, String text) {
    return policy.violations(text).stream().map(Violation::rule).toList();
  }

  private static List<String> rules(String text, Username name, EmailAddress email) {
    return new NewPassword(text)
        .violations(PASSPHRASE, name, email).stream()
            .map(Violation::rule)
            .filter(rule -> !rule.equals("too_short"))
            .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Correct1horse", "Pässwörд1😀", "aA1!\"'\\;\u0000x"})
  void composed_password_has_both_cases_and_a_digit(String text) {
    assertThat(rules(COMPOSED, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Kz3wRbt, too_short",
    "kz3wrbtq, missing_upper_case",
    "KZ3WRBTQ, missing_lower_case",
    "KzcwRbtq, missing_digit",
    "ÄÖÜäöü12a, missing_upper_case",
    "'Kz3wRbtq ', white_space",
    "'Kz3w\tRbtq', white_space",
    "'Kz3w\u00a0Rbtq', white_space",
    "'Kz3wRbtq\ud800', malformed_text"
  })
  void composed_password_that_breaks_a_rule_is_refused(String text, String rule) {
    assertThat(rules(COMPOSED, text)).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "  three   words  ",
        "это длинный пароль",
        "😀 is 15 chars!!"
      })
  void passphrase_has_15_characters_of_any_kind(String text) {
    assertThat(rules(PASSPHRASE, text)).isEmpty();
  }

  @Test
  void length_is_counted_in_code_points_of_form_c_without_trimming() {
    assertThat(rules(PASSPHRASE, "kz3w rbtq mhyp")).containsExactly("too_short");
    assertThat(rules(PASSPHRASE, "kz3w rbtq mhyp ")).isEmpty();
    assertThat(rules(PASSPHRASE, "kz3w rbtq mhy😀")).containsExactly("too_short");
    assertThat(rules(PASSPHRASE, "kz3w rbtq mhye\u0301")).containsExactly("too_short");
    assertThat(rules(COMPOSED, "aA1" + "😀".repeat(253))).isEmpty();
    assertThat(rules(COMPOSED, "aA1" + "e\u0301".repeat(253))).isEmpty();
    assertThat(rules(COMPOSED, "aA1" + "x".repeat(254))).containsExactly("too_long");
    assertThat(rules(PASSPHRASE, "x".repeat(100_000))).containsExactly("too_long");
  }

  @Test
  void new_password_is_kept_in_normalization_form_c() {
    assertThat(new NewPassword("Cafe\u0301-1house")).isEqualTo(new NewPassword("Caf\u00e9-1house"));
    assertThat(new NewPassword("Cafe\u0301-1house").reveal()).isEqualTo("Caf\u00e9-1house");
  }

  @Test
  void login_password_is_compared_in_form_c_first_and_then_as_typed() {
    Password typed = new Password("Cafe\u0301");

    assertThat(typed.forms()).containsExactly(new Password("Caf\u00e9"), typed);
    assertThat(new Password("Caf\u00e9").forms()).containsExactly(new Password("Caf\u00e9"));
  }

  @Test
  void every_password_of_the_list_is_common_in_any_case_and_with_decorations() throws IOException {
    List<String> list;
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("common-passwords.txt"))) {
      list = new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }

    assertThat(list).hasSize(23_551).doesNotHaveDuplicates();
    assertThat(list)
        .allMatch(CommonPasswords::contain)
        .allMatch(word -> CommonPasswords.contain(word.toUpperCase(Locale.ROOT)));
    assertThat(list)
        .filteredOn(word -> word.chars().allMatch(Character::isLetter))
        .allMatch(word -> CommonPasswords.contain(word + "123!"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Password1",
        "pASSWORD1",
        "Qwerty123!",
        "P@ssw0rd",
        "Pa$$w0rd2026!",
        "!!Sunsh1ne99",
        "1Dragon!?",
        "Hell0123!",
        "Passwordpassword1",
        "Aaaaaaa1",
        "Pa-ss-wo-rd1",
        "Ｐａｓｓｗｏｒｄ1",
        "Abc12345"
      })
  void decorated_common_password_is_refused(String text) {
    assertThat(rules(COMPOSED, text)).contains("common_password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "password12345678",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "123456789012345",
        "1111111111111111",
        "iloveyouiloveyou",
        "p a s s w o r d !!!!!!!"
      })
  void long_password_that_only_repeats_or_decorates_a_common_one_is_refused(String text) {
    assertThat(rules(PASSPHRASE, text)).containsExactly("common_password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Correct1horse",
        "Another1password",
        "passwords are hard",
        "31415926535897932",
        "zK7!qwerty-mW2#",
        "my dragon is green"
      })
  void password_with_a_common_word_and_other_words_is_not_common(String text) {
    assertThat(CommonPasswords.contain(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice.smith",
        "ALICE.SMITH",
        "AliceSmith1",
        "Alice2026!",
        "!!al1ce!!",
        "4l1c3.sm1th",
        "a.m.smith80@mail.example.org",
        "A.M.Smith80",
        "Smith80!",
        "Example1!",
        "alicealicealice",
        "Älice123"
      })
  void password_made_of_the_own_name_or_address_is_refused(String text) {
    assertThat(rules(text, NAME, EMAIL)).contains("own_name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice likes tea", "malice1234", "smithereens", "org12345"})
  void password_that_only_contains_the_own_name_is_allowed(String text) {
    assertThat(rules(text, new Username("al"), new EmailAddress("smith@b.de")))
        .doesNotContain("own_name");
  }

  @Test
  void own_name_is_compared_in_every_script_and_length() {
    EmailAddress other = new EmailAddress("x@y");

    assertThat(rules("Žofie12345", new Username("@žofie"), other)).contains("own_name");
    assertThat(rules("Иван12345", new Username("иван"), other)).contains("own_name");
    assertThat(rules("名前名前名前名前", new Username("名前"), other)).contains("own_name");
    assertThat(rules("Bob12345", new Username("b0b"), other)).contains("own_name");
    assertThat(rules("Kz3wRbtq", new Username("🙂"), other)).isEmpty();
  }

  @Test
  void address_that_is_not_known_is_not_compared() {
    assertThat(new NewPassword("Zbigniew-2026").violations(COMPOSED, new Username("bob"), null))
        .isEmpty();
  }

  @Test
  void messages_do_not_contain_the_password() {
    assertThat(PASSPHRASE.violations("hunter2").toString()).doesNotContain("hunter2");
  }
}
