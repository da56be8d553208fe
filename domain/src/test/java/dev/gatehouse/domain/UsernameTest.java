package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
final class UsernameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "Alice", "名前", "имя", "smile😀", "a'b\"c\\;--", "£€", "a.b+c@d"})
  void letters_marks_symbols_numbers_and_punctuation_are_allowed(String name) {
    assertThat(new Username(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        " a",
        "a\t",
        "a\n",
        "a\u0000",
        "a\u00a0b",
        "a\u2028b",
        "a\u200bb",
        "\ud800",
        "\ue000"
      })
  void white_space_control_and_invisible_characters_are_refused(String name) {
    assertThat(Username.violations(name))
        .extracting(Violation::rule)
        .containsExactly("forbidden_character");
    assertThatIllegalArgumentException().isThrownBy(() -> new Username(name));
  }

  @Test
  void length_is_1_to_128_characters() {
    assertThat(Username.violations("")).extracting(Violation::rule).containsExactly("too_short");
    assertThat(Username.violations("😀".repeat(128))).isEmpty();
    assertThat(Username.violations("😀".repeat(129)))
        .extracting(Violation::rule)
        .containsExactly("too_long");
  }

  @Test
  void too_long_name_has_no_other_violation() {
    assertThat(Username.violations(" ".repeat(129)))
        .extracting(Violation::rule)
        .containsExactly("too_long");
    assertThat(Username.violations("a" + "\u0301\u0323".repeat(8_000)))
        .containsExactly(new Violation("too_long", "Use at most 128 characters."));
  }

  @Test
  void name_is_measured_in_composed_form() {
    assertThat(Username.violations("e\u0301".repeat(128))).isEmpty();
  }

  @Test
  void composed_and_decomposed_forms_are_equal_but_the_name_keeps_its_form() {
    Username composed = new Username("\u00c9lodie");
    Username decomposed = new Username("e\u0301lodie");

    assertThat(decomposed).isEqualTo(composed).hasSameHashCodeAs(composed);
    assertThat(decomposed.folded()).isEqualTo("\u00e9lodie").isEqualTo(composed.folded());
    assertThat(decomposed.value()).isEqualTo("e\u0301lodie");
  }

  @Test
  void comparison_ignores_case_but_the_name_keeps_it() {
    for (String name : List.of("Alice", "ÉLODIE", "ИМЯ", "ΣΟΦΟΣ", "ǅ")) {
      Username upper = new Username(name.toUpperCase(Locale.ROOT));
      Username lower = new Username(name.toLowerCase(Locale.ROOT));

      assertThat(upper).isEqualTo(lower).hasSameHashCodeAs(lower);
      assertThat(new Username(name).value()).isEqualTo(name);
    }
    assertThat(new Username("alice")).isNotEqualTo(new Username("alicf"));
  }

  @Test
  void case_folding_ignores_the_default_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(new Username("TITLE")).isEqualTo(new Username("title"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u3164",
        "alice\u3164",
        "ali\u034fce",
        "ali\u115f\u1160ce",
        "alice\uffa0",
        "alice\ufe0f",
        "alice\udb40\udd00",
        "\u2800"
      })
  void new_name_has_no_invisible_character_but_an_existing_one_may(String name) {
    assertThat(Username.newViolations(name))
        .extracting(Violation::rule)
        .containsExactly("invisible_character");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NewUser(
                    new Username(name), new NewPassword("Correct1horse"), new EmailAddress("a@b")));
    assertThat(Username.violations(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p\u0430ypal",
        "paypa\u04cf",
        "\u0391lice",
        "имяx",
        "\u13aalice",
        "א\u0627",
        "かx\u0430"
      })
  void new_name_does_not_mix_scripts_that_look_alike(String name) {
    assertThat(Username.newViolations(name))
        .extracting(Violation::rule)
        .containsExactly("mixed_scripts");
    assertThat(Username.violations(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@žofie",
        "иван-2026",
        "名前",
        "かなカナー漢字abc",
        "한글abc",
        "مريم",
        "مريم-abc",
        "σοφία",
        "smile😀",
        "नमस्ते",
        "שלום",
        "alice@example.com",
        "aǅ1"
      })
  void new_name_may_be_of_any_language(String name) {
    assertThat(Username.newViolations(name)).isEmpty();
  }
}
