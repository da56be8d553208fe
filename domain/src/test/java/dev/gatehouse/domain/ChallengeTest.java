package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.totp.TotpSecret;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChallengeTest {
  @Test
  void each_challenge_accepts_one_kind_of_response() {
    assertThat(fitting(new PasswordAnswer(new NewPassword("Correct1horse"))))
        .containsExactly(ChallengeName.NEW_PASSWORD_REQUIRED);
    assertThat(fitting(new CodeAnswer(new ConfirmationCode("123456"))))
        .containsExactlyInAnyOrder(
            ChallengeName.SOFTWARE_TOKEN_MFA,
            ChallengeName.SMS_MFA,
            ChallengeName.EMAIL_OTP,
            ChallengeName.MFA_SETUP);
    assertThat(fitting(new MfaTypeAnswer(MfaType.EMAIL_OTP)))
        .containsExactly(ChallengeName.SELECT_MFA_TYPE);
  }

  private static Set<ChallengeName> fitting(ChallengeAnswer answer) {
    return EnumSet.allOf(ChallengeName.class).stream()
        .filter(answer::matches)
        .collect(Collectors.toSet());
  }

  @Test
  void each_step_has_a_different_challenge_name() {
    assertThat(
            List.of(
                new ChallengeStep.NewPasswordRequired(),
                new ChallengeStep.SoftwareTokenMfa(),
                new ChallengeStep.SmsMfa(null),
                new ChallengeStep.EmailOtp(null),
                new ChallengeStep.SelectMfaType(List.of(MfaType.SMS_MFA)),
                new ChallengeStep.MfaSetup(new TotpSecret("GEZDGNBV"), new Username("a"))))
        .extracting(ChallengeStep::name)
        .containsExactly(ChallengeName.values());
  }

  @Test
  void otpauth_uri_contains_encoded_names_and_the_secret() {
    assertThat(new TotpSecret("GEZDGNBV").otpauthUri("My Shop", new Username("a:b@ü")))
        .isEqualTo("otpauth://totp/My%20Shop:a%3Ab%40%C3%BC?secret=GEZDGNBV&issuer=My%20Shop");
  }
}
