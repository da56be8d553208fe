package dev.gatehouse.adapter.embedded.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Match;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
final class PasswordHasherTest {
  private static final Password PASSWORD = new Password("Correct1horse");

  private final PasswordHasher hasher = hasher(Cost.LEAST);

  private static PasswordHasher hasher(Cost cost) {
    return new PasswordHasher(cost, new SecureRandom());
  }

  @Test
  void hash_contains_parameters_salt_and_32_bytes() {
    assertThat(hasher(Cost.OWASP).hash(PASSWORD).phc())
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
  }

  @Test
  void hash_matches_only_its_password() {
    PasswordHash hash = hasher.hash(PASSWORD);

    assertThat(hasher.matches(PASSWORD, hash)).isTrue();
    assertThat(hasher.matches(new Password("Correct1horsf"), hash)).isFalse();
    assertThat(hasher.matches(new Password("Correct1horse "), hash)).isFalse();
  }

  @Test
  void two_hashes_of_a_password_differ() {
    assertThat(hasher.hash(PASSWORD).phc()).isNotEqualTo(hasher.hash(PASSWORD).phc());
  }

  @Test
  void hash_from_another_library_matches() {
    // Computed by the Argon2 of Bouncy Castle 1.82, with a salt of zeros.
    PasswordHash foreign =
        new PasswordHash(
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
                + "$lW1Pr18I0rO1O6raMcz3ZNJFGvdjoPYAhW9L/5Lyh/8");

    assertThat(hasher.matches(PASSWORD, foreign)).isTrue();
    assertThat(hasher.matches(new Password("correct1horse"), foreign)).isFalse();
  }

  /** In Turkish the capital of i is another letter; in Arabic of Egypt digits are. */
  @ParameterizedTest
  @ValueSource(strings = {"tr", "ar-EG"})
  void hash_does_not_depend_on_the_locale(String locale) {
    PasswordHash elsewhere = hasher.hash(PASSWORD);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      PasswordHasher local = hasher(Cost.LEAST);

      assertThat(local.matches(PASSWORD, elsewhere)).isTrue();
      String turkish = elsewhere.phc().replace("id$", "\u0131d$");
      assertThat(local.matches(PASSWORD, new PasswordHash(turkish))).isTrue();
      assertThat(local.match(PASSWORD, local.hash(PASSWORD))).isEqualTo(Match.CURRENT);
      assertThat(local.matches(PASSWORD, local.decoy())).isFalse();
      assertThat(local.hash(PASSWORD).phc()).startsWith("$argon2id$v=19$m=8,t=1,p=1$");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void text_that_is_no_hash_is_refused() {
    for (String text : List.of("", "$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=8")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> hasher.matches(PASSWORD, new PasswordHash(text)));
    }
  }

  @Test
  void hash_with_a_lower_cost_is_outdated() {
    PasswordHasher stronger = hasher(new Cost(16, 2));

    assertThat(stronger.match(PASSWORD, hasher.hash(PASSWORD))).isEqualTo(Match.OUTDATED);
    assertThat(stronger.match(PASSWORD, stronger.hash(PASSWORD))).isEqualTo(Match.CURRENT);
    assertThat(hasher.match(PASSWORD, stronger.hash(PASSWORD))).isEqualTo(Match.CURRENT);
  }

  @Test
  void password_matches_in_another_normalization_form_and_costs_one_hash() {
    PasswordHash hash = hasher.hash(new NewPassword("Cafe\u0301-1house"));
    long before = hasher.hashes();

    assertThat(hasher.match(new Password("Caf\u00e9-1house"), hash)).isEqualTo(Match.CURRENT);
    assertThat(hasher.match(new Password("Cafe\u0301-1house"), hash)).isEqualTo(Match.CURRENT);

    assertThat(hasher.hashes() - before).isEqualTo(2);
  }

  @Test
  void hash_of_another_normalization_form_matches_and_is_outdated() {
    Password typed = new Password("Cafe\u0301-1house");
    PasswordHash former = hasher.hash(typed);
    long before = hasher.hashes();

    assertThat(hasher.match(typed, former)).isEqualTo(Match.OUTDATED);
    assertThat(hasher.match(new Password("Cafe\u0301-2house"), former)).isEqualTo(Match.NONE);

    assertThat(hasher.hashes() - before).isEqualTo(4);
  }

  @Test
  void wrong_password_in_ascii_costs_one_hash() {
    long before = hasher.hashes();

    assertThat(hasher.match(PASSWORD, hasher.decoy())).isEqualTo(Match.NONE);

    assertThat(hasher.hashes() - before).isEqualTo(1);
  }

  @Test
  void decoy_has_form_of_hash_and_matches_no_password() {
    assertThat(hasher(Cost.OWASP).decoy().phc())
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
    assertThat(hasher.matches(PASSWORD, hasher.decoy())).isFalse();
  }

  @Test
  void each_hash_and_each_comparison_is_counted() {
    PasswordHash hash = hasher.hash(PASSWORD);
    assertThat(hasher.hashes()).isEqualTo(1);

    hasher.matches(PASSWORD, hash);
    hasher.matches(PASSWORD, hasher.decoy());

    assertThat(hasher.hashes()).isEqualTo(3);
  }

  @Test
  void passwords_of_any_script_are_hashed_without_normalization() {
    String composed = "Pässwörд1😀密码";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    PasswordHash hash = hasher.hash(new Password(composed));

    assertThat(hasher.matches(new Password(composed), hash)).isTrue();
    assertThat(hasher.matches(new Password(decomposed), hash)).isFalse();
    assertThat(hasher.matches(new Password("P?ssw?r?1???"), hash)).isFalse();
  }

  @Test
  void hash_on_a_virtual_thread_is_refused() {
    try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThatThrownBy(virtual.submit(() -> hasher.hash(PASSWORD))::get)
          .hasRootCauseMessage("a hash on a virtual thread");
      assertThatThrownBy(virtual.submit(() -> hasher.matches(PASSWORD, hasher.decoy()))::get)
          .hasRootCauseMessage("a hash on a virtual thread");
    }
    assertThat(hasher.hashes()).isZero();
  }

  @Test
  void hash_is_not_printed() {
    assertThat(hasher.hash(PASSWORD)).hasToString("PasswordHash[redacted]");
  }
}
