package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.totp.TotpSecret;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretTest {
  private static final String TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static final List<Secret> SECRETS =
      List.of(
          new MasterKey(TEXT),
          new Password(TEXT),
          new NewPassword(TEXT),
          new ConfirmationCode(TEXT),
          new BearerToken(TEXT),
          new IdToken(TEXT),
          new AccessToken(TEXT),
          new RefreshToken(TEXT),
          new ChallengeSession(TEXT),
          new TotpSecret(TEXT));

  @Test
  void test_covers_every_kind_of_secret() {
    assertThat(SECRETS)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(Secret.class.getPermittedSubclasses());
  }

  @Test
  void secret_prints_only_its_type() {
    for (Secret secret : SECRETS) {
      assertThat(secret).hasToString(secret.getClass().getSimpleName() + "[redacted]");
      assertThat(secret).isNotInstanceOf(Serializable.class);
      assertThat(secret.reveal()).isEqualTo(TEXT);
    }
  }

  @Test
  void record_that_holds_secrets_does_not_print_them() {
    Tokens tokens =
        new Tokens(
            new IdToken(TEXT), new AccessToken(TEXT), new RefreshToken(TEXT), Duration.ofHours(1));
    NewUser user =
        new NewUser(new Username("alice"), new NewPassword(TEXT), new EmailAddress("a@b"));

    assertThat(new LoginProgress.LoggedIn(new Subject("subject-1"), tokens).toString())
        .doesNotContain(TEXT);
    assertThat(user.toString()).doesNotContain(TEXT);
  }

  @Test
  void secrets_of_the_same_type_and_text_are_equal() {
    assertThat(new Password(TEXT))
        .isEqualTo(new Password(TEXT))
        .hasSameHashCodeAs(new Password(TEXT));
    assertThat(new Password(TEXT)).isNotEqualTo(new Password(TEXT + "x"));
    assertThat((Secret) new IdToken(TEXT)).isNotEqualTo(new AccessToken(TEXT));
  }

  @Test
  void refused_secret_is_not_in_the_message() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NewPassword("hunter2"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void login_password_need_not_follow_rules_for_new_passwords() {
    assertThat(Password.violations(" ")).isEmpty();
    assertThat(Password.violations("x".repeat(256))).isEmpty();
    assertThat(Password.violations("")).extracting(Violation::rule).containsExactly("too_short");
    assertThat(Password.violations("x".repeat(257)))
        .extracting(Violation::rule)
        .containsExactly("too_long");
  }
}
