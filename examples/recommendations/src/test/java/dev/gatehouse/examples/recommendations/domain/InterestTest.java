package dev.gatehouse.examples.recommendations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InterestTest {
  @ParameterizedTest
  @CsvSource({"' Chess ', chess", "GO, go", "'board   games', board games", "\uFB01sh, fish"})
  void names_with_the_same_normal_form_are_equal(String written, String name) {
    assertThat(new Interest(written)).isEqualTo(new Interest(name));
    assertThat(new Interest(written).name()).isEqualTo(name);
  }

  @Test
  void violations_name_the_broken_rule() {
    assertThat(Interest.violations("x".repeat(50))).isEmpty();
    assertThat(Interest.violations("x".repeat(51)))
        .extracting(Violation::rule)
        .containsExactly("too_long");
    assertThat(Interest.violations(" ")).extracting(Violation::rule).containsExactly("too_short");
    assertThat(Interest.violations("a\tb"))
        .extracting(Violation::rule)
        .containsExactly("forbidden_character");
    assertThatIllegalArgumentException().isThrownBy(() -> new Interest(""));
  }

  @Test
  void interests_are_sorted_without_duplicates() {
    Interest chess = new Interest("chess");
    Interest go = new Interest("go");

    assertThat(Interests.of(List.of(go, chess, go)).all()).containsExactly(chess, go);
    List<Interest> many =
        IntStream.rangeClosed(0, Interests.MOST).mapToObj(i -> new Interest("i" + i)).toList();
    assertThatIllegalArgumentException().isThrownBy(() -> new Interests(many));
  }
}
