package dev.gatehouse.adapter.embedded.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Username;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SkeletonTest {
  @ParameterizedTest
  @CsvSource({
    "paypal, p\u0430ypal",
    "scope, \u0455\u0441\u043e\u0440\u0435",
    "bob, b0b",
    "admin, adrnin",
    "alice, alice\u3164",
    "alice, ALICE"
  })
  void names_that_look_alike_have_one_skeleton(String name, String other) {
    assertThat(Skeleton.of(new Username(other).folded())).isEqualTo(Skeleton.of(name));
  }

  @Test
  void capital_i_looks_like_a_small_l_as_it_is_written() {
    assertThat(Skeleton.of("AIice")).isEqualTo(Skeleton.of("alice"));
  }

  @Test
  void names_that_look_different_have_different_skeletons() {
    assertThat(Skeleton.of("alice")).isNotEqualTo(Skeleton.of("alicia"));
    assertThat(Skeleton.of("zofie")).isNotEqualTo(Skeleton.of("žofie"));
    assertThat(Skeleton.of("user-1")).isNotEqualTo(Skeleton.of("user-2"));
  }

  @Test
  void stored_skeletons_are_of_this_unicode_version() {
    // Another version needs a migration that sets all skeletons to NULL.
    assertThat(UCharacter.getUnicodeVersion().getMajor()).isEqualTo(17);
  }

  @Test
  void every_default_ignorable_character_is_refused_in_a_new_name() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(
                    c -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .filter(c -> TextRules.isVisible(c) && !TextRules.isBlank(c))
                .mapToObj(Integer::toHexString))
        .isEmpty();
  }
}
