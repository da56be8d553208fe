package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CustomClaimsTest {
  @Test
  void claim_is_found_by_its_form_only() {
    CustomClaims claims =
        CustomClaims.of(Map.of("t", "true", "f", true, "n", 3L, "l", List.of("x", "y")));

    assertThat(claims.text("t")).hasValue("true");
    assertThat(claims.flag("t")).isEmpty();
    assertThat(claims.flag("f")).hasValue(true);
    assertThat(claims.text("f")).isEmpty();
    assertThat(claims.number("n")).hasValue(3);
    assertThat(claims.number("t")).isEmpty();
    assertThat(claims.texts("l")).containsExactly("x", "y");
    assertThat(claims.texts("t")).isEmpty();
    assertThat(claims.text("absent")).isEmpty();
  }

  @Test
  void other_forms_are_left_out() {
    assertThat(CustomClaims.of(Map.of("d", 1.5, "o", Map.of("x", "y"), "e", new Object())))
        .isEqualTo(CustomClaims.NONE);
    assertThat(CustomClaims.of(Map.of("l", List.of("x", 1L, List.of("y")))).texts("l"))
        .containsExactly("x");
  }

  @Test
  void claims_beyond_the_limits_are_left_out() {
    String longest = "x".repeat(CustomClaims.MAX_TEXT_LENGTH);
    CustomClaims claims =
        CustomClaims.of(
            Map.of(
                "a",
                longest,
                "b",
                longest + "x",
                "c",
                List.of(longest, longest + "x"),
                "n".repeat(129),
                1L));
    assertThat(claims.text("a")).hasValue(longest);
    assertThat(claims.text("b")).isEmpty();
    assertThat(claims.texts("c")).containsExactly(longest);
    assertThat(claims.number("n".repeat(129))).isEmpty();

    Map<String, Long> many = new HashMap<>();
    for (long i = 0; i < 1000; i++) {
      many.put("claim-%04d".formatted(i), i);
    }
    assertThat(CustomClaims.of(many)).hasToString("CustomClaims[50]");
    assertThat(CustomClaims.of(many).number("claim-0049")).hasValue(49);
    assertThat(CustomClaims.of(many).number("claim-0050")).isEmpty();
  }

  @Test
  void text_of_the_claims_shows_neither_names_nor_values() {
    assertThat(CustomClaims.of(Map.of("tenant", "acme"))).hasToString("CustomClaims[1]");
  }
}
