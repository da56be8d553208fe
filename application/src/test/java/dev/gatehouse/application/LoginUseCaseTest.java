package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.ALICE;
import static dev.gatehouse.application.RecordingPorts.HERE;
import static dev.gatehouse.application.RecordingPorts.NETWORK;
import static dev.gatehouse.application.RecordingPorts.SUBJECT;
import static dev.gatehouse.application.RecordingPorts.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeAnswered;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeIssued;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeRefused;
import dev.gatehouse.domain.audit.AuditEvent.LoginRefused;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeOutcome;
import dev.gatehouse.domain.login.ChallengeOutcome.AnswerMismatch;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.LoginOutcome;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.usecase.Login;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LoginUseCaseTest {
  private static final Credentials PASSWORD =
      new Credentials.UsernamePassword(ALICE, new Password("Correct1horse"));
  private static final CodeAnswer CODE = new CodeAnswer(new ConfirmationCode("123456"));
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final LoggedIn LOGGED_IN =
      new LoggedIn(
          SUBJECT,
          new Tokens(new IdToken("id"), new AccessToken("a"), new RefreshToken("r"), MINUTE));
  private static final Challenge CHALLENGE =
      new Challenge(new ChallengeStep.SoftwareTokenMfa(), new ChallengeSession("providers-own"));
  private static final PendingLogin PENDING =
      new PendingLogin(ALICE, ChallengeName.SOFTWARE_TOKEN_MFA, CHALLENGE.session());
  private static final ChallengeSession ENVELOPE = new ChallengeSession("envelope-0");

  private final RecordingPorts ports = new RecordingPorts();

  private LoginOutcome logIn(ProviderLoginOutcome outcome) {
    return ports.useCases(new StubProvider(outcome)).login().logIn(HERE, PASSWORD);
  }

  private ChallengeOutcome answer(ProviderChallengeOutcome outcome) {
    StubProvider provider = new StubProvider(new ChallengeRequired(CHALLENGE), outcome);
    Login login = ports.useCases(provider).login();
    login.logIn(HERE, PASSWORD);
    ports.audited.clear();
    ChallengeOutcome answered = login.answer(HERE, ENVELOPE, CODE);
    assertThat(provider.asked).containsExactly(PASSWORD, PENDING);
    return answered;
  }

  @Test
  void login_is_recorded_and_its_address_becomes_known() {
    assertThat(logIn(LOGGED_IN)).isEqualTo(LOGGED_IN);

    assertThat(ports.audited).containsExactly(new AuditEvent.LoggedIn(HERE, SUBJECT));
    assertThat(ports.contains(ALICE, NETWORK)).isTrue();
  }

  private static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new InvalidCredentials(), Reason.INVALID_CREDENTIALS, 1),
        Arguments.of(new TooManyAttempts(MINUTE), Reason.LOCKED_BY_PROVIDER, 1),
        Arguments.of(new UserNotConfirmed(), Reason.USER_NOT_CONFIRMED, 0),
        Arguments.of(new PasswordResetRequired(), Reason.PASSWORD_RESET_REQUIRED, 0),
        Arguments.of(new ChallengeNotSupported("x"), Reason.CHALLENGE_NOT_SUPPORTED, 0));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refused_login_is_recorded_and_wrong_credentials_count(
      LoginOutcome outcome, Reason reason, int counted) {
    assertThat(logIn(outcome)).isEqualTo(outcome);

    assertThat(ports.audited).containsExactly(new LoginRefused(HERE, ALICE, reason));
    assertThat(ports.failures()).isEqualTo(counted);
    assertThat(ports.contains(ALICE, NETWORK)).isFalse();
  }

  @Test
  void disabled_user_is_recorded_and_gets_invalid_credentials() {
    assertThat(logIn(new UserDisabled())).isEqualTo(new InvalidCredentials());

    assertThat(ports.audited).containsExactly(new LoginRefused(HERE, ALICE, Reason.USER_DISABLED));
    assertThat(ports.failures()).isEqualTo(1);
  }

  @Test
  void provider_is_not_called_after_too_many_attempts() {
    logIn(new InvalidCredentials());
    logIn(new InvalidCredentials());

    assertThat(logIn(LOGGED_IN)).isEqualTo(new TooManyAttempts(WAIT));
  }

  @Test
  void challenge_contains_an_envelope_instead_of_provider_session() {
    assertThat(logIn(new ChallengeRequired(CHALLENGE)))
        .isEqualTo(new ChallengeRequired(new Challenge(CHALLENGE.step(), ENVELOPE)));

    assertThat(ports.sealed).containsExactly(PENDING);
    assertThat(ports.audited)
        .containsExactly(new ChallengeIssued(HERE, ALICE, ChallengeName.SOFTWARE_TOKEN_MFA));
    assertThat(ports.failures()).isZero();
  }

  @Test
  void correct_challenge_answer_logs_in() {
    assertThat(answer(LOGGED_IN)).isEqualTo(LOGGED_IN);

    assertThat(ports.audited)
        .containsExactly(
            new ChallengeAnswered(HERE, ALICE, ChallengeName.SOFTWARE_TOKEN_MFA),
            new AuditEvent.LoggedIn(HERE, SUBJECT));
    assertThat(ports.contains(ALICE, NETWORK)).isTrue();
  }

  @Test
  void second_challenge_is_also_sealed_in_an_envelope() {
    assertThat(answer(new ChallengeRequired(CHALLENGE)))
        .isEqualTo(
            new ChallengeRequired(
                new Challenge(CHALLENGE.step(), new ChallengeSession("envelope-1"))));

    assertThat(ports.contains(ALICE, NETWORK)).isFalse();
  }

  private static Stream<Arguments> refusedAnswers() {
    return Stream.of(
        Arguments.of(new InvalidAnswer(), Reason.INVALID_ANSWER, 1),
        Arguments.of(new TooManyAttempts(MINUTE), Reason.LOCKED_BY_PROVIDER, 1),
        Arguments.of(new PasswordRefused(), Reason.PROVIDER_RULE, 0),
        Arguments.of(new PasswordResetRequired(), Reason.PASSWORD_RESET_REQUIRED, 0),
        Arguments.of(new ChallengeNotSupported("x"), Reason.CHALLENGE_NOT_SUPPORTED, 0));
  }

  @ParameterizedTest
  @MethodSource("refusedAnswers")
  void refused_challenge_answer_is_recorded_and_wrong_code_counts(
      ProviderChallengeOutcome outcome, Reason reason, int counted) {
    assertThat(answer(outcome)).isEqualTo(outcome);

    assertThat(ports.audited)
        .containsExactly(
            new ChallengeRefused(HERE, ALICE, ChallengeName.SOFTWARE_TOKEN_MFA, reason));
    assertThat(ports.failures()).isEqualTo(counted);
  }

  @Test
  void provider_receives_no_challenge_answer_of_wrong_kind() {
    StubProvider provider = new StubProvider(new ChallengeRequired(CHALLENGE), LOGGED_IN);
    Login login = ports.useCases(provider).login();
    login.logIn(HERE, PASSWORD);

    assertThat(login.answer(HERE, ENVELOPE, new PasswordAnswer(new NewPassword("Correct1horse"))))
        .isEqualTo(new AnswerMismatch(ChallengeName.SOFTWARE_TOKEN_MFA));
    assertThat(provider.asked).containsExactly(PASSWORD);
  }

  @Test
  void challenge_stays_open_after_a_common_password_or_the_own_name() {
    StubProvider provider =
        new StubProvider(
            new ChallengeRequired(new Challenge(new NewPasswordRequired(), CHALLENGE.session())),
            LOGGED_IN);
    Login login = ports.useCases(provider).login();
    login.logIn(HERE, PASSWORD);

    for (String password : List.of("Password1", "Alice2026")) {
      assertThat(login.answer(HERE, ENVELOPE, new PasswordAnswer(new NewPassword(password))))
          .isInstanceOf(PasswordRefused.class);
    }

    assertThat(provider.asked).containsExactly(PASSWORD);
    assertThat(login.answer(HERE, ENVELOPE, new PasswordAnswer(new NewPassword("Correct1horse"))))
        .isEqualTo(LOGGED_IN);
  }

  @Test
  void unknown_envelope_is_refused_and_counts_as_request() {
    StubProvider provider = new StubProvider(LOGGED_IN);
    Login login = ports.useCases(provider).login();
    ChallengeSession unknown = new ChallengeSession("made up");

    assertThat(login.answer(HERE, unknown, CODE)).isEqualTo(new InvalidAnswer());

    assertThat(provider.asked).isEmpty();
    assertThat(ports.audited)
        .containsExactly(new ChallengeRefused(HERE, null, null, Reason.INVALID_ANSWER));
    assertThat(ports.counted(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, null, NETWORK)).isEqualTo(1);
    for (int i = 0; i < 19; i++) {
      login.answer(HERE, unknown, CODE);
    }
    assertThat(login.answer(HERE, unknown, CODE)).isEqualTo(new TooManyAttempts(WAIT));
  }
}
