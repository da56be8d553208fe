package dev.gatehouse.application;

import static dev.gatehouse.application.Scene.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.AttemptScope.Proofs;
import dev.gatehouse.domain.AttemptScope.Requests;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.ChallengeAnswered;
import dev.gatehouse.domain.AuditEvent.ChallengeIssued;
import dev.gatehouse.domain.AuditEvent.ChallengeRefused;
import dev.gatehouse.domain.AuditEvent.LoginRefused;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.Challenge;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeAnswer.CodeGiven;
import dev.gatehouse.domain.ChallengeAnswer.PasswordChosen;
import dev.gatehouse.domain.ChallengeName;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ChallengeSession;
import dev.gatehouse.domain.ChallengeStep;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerificationOutcome;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LoginUseCaseTest {
  private static final Username ALICE = new Username("alice");
  private static final Password PASSWORD = new Password("Correct1horse");
  private static final CodeGiven CODE = new CodeGiven(new ConfirmationCode("123456"));
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Tokens TOKENS =
      new Tokens(new IdToken("id"), new AccessToken("a"), new RefreshToken("r"), MINUTE);
  private static final Challenge CHALLENGE =
      new Challenge(new ChallengeStep.SoftwareTokenMfa(), new ChallengeSession("providers-own"));
  private static final PendingLogin PENDING =
      new PendingLogin(ALICE, ChallengeName.SOFTWARE_TOKEN_MFA, CHALLENGE.session());

  private static final TokenVerifier VERIFIER =
      (_, _) ->
          new VerificationOutcome.Verified(
              new VerifiedClaims(
                  new Identity(new Subject("alices"), ALICE, null, Set.of()),
                  TokenUse.ID,
                  null,
                  Instant.EPOCH,
                  Instant.MAX));

  private final Scene scene = new Scene();
  private final List<PendingLogin> sealed = new ArrayList<>();
  private final List<PendingLogin> answered = new ArrayList<>();

  /** Envelopes are numbers of a list. */
  private final class Envelopes implements ChallengeSessions {
    @Override
    public ChallengeSession seal(PendingLogin login) {
      sealed.add(login);
      return new ChallengeSession("envelope-" + (sealed.size() - 1));
    }

    @Override
    public @Nullable PendingLogin open(ChallengeSession envelope) {
      String text = envelope.reveal();
      return text.startsWith("envelope-")
          ? sealed.get(Integer.parseInt(text.substring("envelope-".length())))
          : null;
    }
  }

  private LoginUseCase login(LoginOutcome outcome, ChallengeOutcome further) {
    return login(outcome, further, VERIFIER);
  }

  private LoginUseCase login(
      LoginOutcome outcome, ChallengeOutcome further, TokenVerifier verifier) {
    return new LoginUseCase(
        new LoginsAlone() {
          @Override
          public LoginOutcome logIn(Username username, Password password) {
            return outcome;
          }

          @Override
          public ChallengeOutcome answer(PendingLogin pending, ChallengeAnswer answer) {
            answered.add(pending);
            return further;
          }
        },
        new Envelopes(),
        verifier,
        scene.attempts(),
        scene);
  }

  private LoginOutcome logIn(LoginOutcome outcome) {
    return login(outcome, new ChallengeOutcome.InvalidAnswer()).logIn(HERE, ALICE, PASSWORD);
  }

  private ChallengeOutcome answer(ChallengeOutcome outcome) {
    LoginUseCase login = login(new LoginOutcome.ChallengeRequired(CHALLENGE), outcome);
    login.logIn(HERE, ALICE, PASSWORD);
    scene.told.clear();
    return login.answer(HERE, new ChallengeSession("envelope-0"), CODE);
  }

  @Test
  void login_tells_whose_it_is_and_makes_the_place_usual() {
    assertThat(logIn(new LoginOutcome.LoggedIn(TOKENS)))
        .isEqualTo(new LoginOutcome.LoggedIn(TOKENS));

    assertThat(scene.told).containsExactly(new AuditEvent.LoggedIn(HERE, new Subject("alices")));
    assertThat(scene.contains(ALICE, HERE.address().network())).isTrue();
  }

  @Test
  void login_does_not_fail_where_its_tokens_can_not_be_read() {
    LoginOutcome loggedIn = new LoginOutcome.LoggedIn(TOKENS);
    ChallengeOutcome none = new ChallengeOutcome.InvalidAnswer();
    TokenVerifier refusing =
        (_, _) -> new VerificationOutcome.Refused(TokenRefusal.Key.BAD_SIGNATURE);
    TokenVerifier without =
        (_, _) -> {
          throw IdentityProviderUnavailableException.unavailable("no key yet", MINUTE, null);
        };

    assertThat(login(loggedIn, none, refusing).logIn(HERE, ALICE, PASSWORD)).isEqualTo(loggedIn);
    assertThat(login(loggedIn, none, without).logIn(HERE, ALICE, PASSWORD)).isEqualTo(loggedIn);
    assertThat(scene.told).containsOnly(new AuditEvent.LoggedIn(HERE, null)).hasSize(2);
  }

  private static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new LoginOutcome.InvalidCredentials(), Reason.INVALID_CREDENTIALS, 1),
        Arguments.of(new LoginOutcome.UserDisabled(), Reason.USER_DISABLED, 1),
        Arguments.of(new LoginOutcome.TooManyAttempts(MINUTE), Reason.LOCKED_BY_PROVIDER, 1),
        Arguments.of(new LoginOutcome.UserNotConfirmed(), Reason.USER_NOT_CONFIRMED, 0),
        Arguments.of(new LoginOutcome.PasswordResetRequired(), Reason.PASSWORD_RESET_REQUIRED, 0),
        Arguments.of(
            new LoginOutcome.ChallengeNotSupported("x"), Reason.CHALLENGE_NOT_SUPPORTED, 0));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusal_is_told_with_its_reason_and_counts_where_it_says_that_one_is_not_the_user(
      LoginOutcome outcome, Reason reason, int counted) {
    assertThat(logIn(outcome)).isEqualTo(outcome);

    assertThat(scene.told).containsExactly(new LoginRefused(HERE, ALICE, reason));
    assertThat(scene.counted(new Proofs(ALICE))).isEqualTo(counted);
    assertThat(scene.contains(ALICE, HERE.address().network())).isFalse();
  }

  @Test
  void provider_is_not_asked_when_there_were_too_many() {
    LoginOutcome wrong = new LoginOutcome.InvalidCredentials();
    logIn(wrong);
    logIn(wrong);

    assertThat(logIn(new LoginOutcome.LoggedIn(TOKENS)))
        .isEqualTo(new LoginOutcome.TooManyAttempts(Scene.WAIT));
  }

  @Test
  void client_gets_an_envelope_in_the_place_of_the_providers_session() {
    assertThat(logIn(new LoginOutcome.ChallengeRequired(CHALLENGE)))
        .isEqualTo(
            new LoginOutcome.ChallengeRequired(
                new Challenge(CHALLENGE.step(), new ChallengeSession("envelope-0"))));

    assertThat(sealed).containsExactly(PENDING);
    assertThat(scene.told)
        .containsExactly(new ChallengeIssued(HERE, ALICE, ChallengeName.SOFTWARE_TOKEN_MFA));
    assertThat(scene.counted(new Proofs(ALICE))).isZero();
  }

  @Test
  void right_answer_logs_in() {
    assertThat(answer(new ChallengeOutcome.LoggedIn(TOKENS)))
        .isEqualTo(new ChallengeOutcome.LoggedIn(TOKENS));

    assertThat(answered).containsExactly(PENDING);
    assertThat(scene.told)
        .containsExactly(
            new ChallengeAnswered(HERE, ALICE, ChallengeName.SOFTWARE_TOKEN_MFA),
            new AuditEvent.LoggedIn(HERE, new Subject("alices")));
    assertThat(scene.contains(ALICE, HERE.address().network())).isTrue();
  }

  @Test
  void further_challenge_is_sealed_too() {
    assertThat(answer(new ChallengeOutcome.ChallengeRequired(CHALLENGE)))
        .isEqualTo(
            new ChallengeOutcome.ChallengeRequired(
                new Challenge(CHALLENGE.step(), new ChallengeSession("envelope-1"))));

    assertThat(scene.contains(ALICE, HERE.address().network())).isFalse();
  }

  private static Stream<Arguments> refusedAnswers() {
    return Stream.of(
        Arguments.of(new ChallengeOutcome.InvalidAnswer(), Reason.INVALID_ANSWER, 1),
        Arguments.of(new ChallengeOutcome.TooManyAttempts(MINUTE), Reason.LOCKED_BY_PROVIDER, 1),
        Arguments.of(new ChallengeOutcome.PasswordRefused(), Reason.PROVIDER_RULE, 0),
        Arguments.of(
            new ChallengeOutcome.PasswordResetRequired(), Reason.PASSWORD_RESET_REQUIRED, 0),
        Arguments.of(
            new ChallengeOutcome.ChallengeNotSupported("x"), Reason.CHALLENGE_NOT_SUPPORTED, 0));
  }

  @ParameterizedTest
  @MethodSource("refusedAnswers")
  void refused_answer_is_told_and_counts_where_it_was_wrong(
      ChallengeOutcome outcome, Reason reason, int counted) {
    assertThat(answer(outcome)).isEqualTo(outcome);

    assertThat(scene.told)
        .containsExactly(
            new ChallengeRefused(HERE, ALICE, ChallengeName.SOFTWARE_TOKEN_MFA, reason));
    assertThat(scene.counted(new Proofs(ALICE))).isEqualTo(counted);
  }

  @Test
  void answer_of_another_kind_is_not_tried() {
    LoginUseCase login =
        login(new LoginOutcome.ChallengeRequired(CHALLENGE), new ChallengeOutcome.LoggedIn(TOKENS));
    login.logIn(HERE, ALICE, PASSWORD);

    assertThat(
            login.answer(
                HERE,
                new ChallengeSession("envelope-0"),
                new PasswordChosen(new NewPassword("Correct1horse"))))
        .isEqualTo(new ChallengeOutcome.AnswerDoesNotFit(ChallengeName.SOFTWARE_TOKEN_MFA));
    assertThat(answered).isEmpty();
  }

  @Test
  void envelope_of_nobodys_is_a_request_and_a_wrong_answer() {
    LoginUseCase login =
        login(new LoginOutcome.InvalidCredentials(), new ChallengeOutcome.LoggedIn(TOKENS));

    assertThat(login.answer(HERE, new ChallengeSession("made up"), CODE))
        .isEqualTo(new ChallengeOutcome.InvalidAnswer());

    assertThat(answered).isEmpty();
    assertThat(scene.told)
        .containsExactly(new ChallengeRefused(HERE, null, null, Reason.INVALID_ANSWER));
    assertThat(scene.counted(new Requests(HERE.address().network()))).isEqualTo(1);
    for (int i = 0; i < 19; i++) {
      login.answer(HERE, new ChallengeSession("made up"), CODE);
    }
    assertThat(login.answer(HERE, new ChallengeSession("made up"), CODE))
        .isEqualTo(new ChallengeOutcome.TooManyAttempts(Scene.WAIT));
  }
}
