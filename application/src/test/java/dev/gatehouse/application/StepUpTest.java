package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.ACCESS;
import static dev.gatehouse.application.RecordingPorts.ALICE;
import static dev.gatehouse.application.RecordingPorts.HERE;
import static dev.gatehouse.application.RecordingPorts.NOW;
import static dev.gatehouse.application.RecordingPorts.SUBJECT;
import static dev.gatehouse.application.RecordingPorts.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.AuditEvent.StepUpRefused;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.login.ChallengeStep.SelectMfaType;
import dev.gatehouse.domain.login.ChallengeStep.SmsMfa;
import dev.gatehouse.domain.login.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.CodeRequired;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.ReauthenticationRequired;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests which proof of identity the changes of an account require. */
final class StepUpTest {
  private static final Password PASSWORD = new Password("Correct1horse");
  private static final ConfirmationCode CODE = new ConfirmationCode("246810");
  private static final RefreshToken REFRESH = new RefreshToken("proof");
  private static final LoggedIn LOGGED_IN =
      new LoggedIn(
          SUBJECT,
          new Tokens(new IdToken("i"), new AccessToken("a"), REFRESH, Duration.ofHours(1)));
  private static final Deleted DELETED = new Deleted(new EndedSessions.All());
  private static final ReauthenticationRequired REAUTHENTICATE =
      new ReauthenticationRequired(Duration.ofMinutes(10));

  private final RecordingPorts ports = new RecordingPorts();

  @Test
  void recent_login_needs_no_password() {
    assertThat(delete(access(NOW.minusSeconds(600)), null, DELETED)).isEqualTo(DELETED);
  }

  @Test
  void old_login_or_one_of_unknown_age_needs_the_password() {
    assertThat(delete(access(NOW.minusSeconds(601)), null, DELETED)).isEqualTo(REAUTHENTICATE);
    assertThat(delete(access(null), null, DELETED)).isEqualTo(REAUTHENTICATE);
    assertThat(delete(access(null), PASSWORD, DELETED, LOGGED_IN)).isEqualTo(DELETED);
  }

  @Test
  void every_change_needs_the_proof() {
    AccountAccess old = access(null);
    StubProvider provider =
        new StubProvider(new EmailRefused(), new LoggedOut(new EndedSessions.All()));

    assertThat(
            ports
                .useCases(provider)
                .accountManagement()
                .changeEmail(HERE, old, null, new EmailAddress("a@example.com")))
        .isEqualTo(REAUTHENTICATE);
    assertThat(ports.useCases(provider).sessions().logOutEverywhere(HERE, old, null))
        .isEqualTo(REAUTHENTICATE);
    assertThat(provider.asked).isEmpty();
  }

  @Test
  void session_of_the_check_ends_at_once() {
    StubProvider provider = new StubProvider(DELETED, LOGGED_IN, new SessionId("of the check"));

    delete(provider, access(null), PASSWORD);

    assertThat(provider.asked).contains(REFRESH);
    assertThat(ports.contains(ALICE, RecordingPorts.NETWORK)).isFalse();
  }

  @Test
  void wrong_password_is_refused_recorded_and_counted_also_after_a_recent_login() {
    for (Object wrong :
        List.of(
            new InvalidCredentials(),
            new UserDisabled(),
            new UserNotConfirmed(),
            new PasswordResetRequired(),
            challenge(new NewPasswordRequired()))) {
      RecordingPorts fresh = new RecordingPorts();
      assertThat(
              fresh
                  .useCases(new StubProvider(DELETED, wrong))
                  .accountManagement()
                  .delete(HERE, ACCESS, PASSWORD))
          .as("%s", wrong)
          .isEqualTo(new InvalidCredentials());
      assertThat(fresh.audited)
          .containsExactly(new StepUpRefused(HERE, SUBJECT, Reason.INVALID_CREDENTIALS));
      assertThat(fresh.failures()).isEqualTo(1);
    }
  }

  @Test
  void password_is_not_checked_after_too_many_attempts() {
    delete(ACCESS, PASSWORD, DELETED, new InvalidCredentials());
    delete(ACCESS, PASSWORD, DELETED, new InvalidCredentials());

    assertThat(delete(ACCESS, PASSWORD, DELETED, LOGGED_IN)).isEqualTo(new TooManyAttempts(WAIT));
    assertThat(ports.events).isEmpty();
  }

  @Test
  void password_suffices_where_a_login_needs_a_second_factor() {
    assertThat(delete(access(null), PASSWORD, DELETED, challenge(new SmsMfa(null))))
        .isEqualTo(DELETED);
    assertThat(delete(access(null), PASSWORD, DELETED, new ChallengeNotSupported("x")))
        .isEqualTo(DELETED);
  }

  @Test
  void active_totp_is_removed_only_with_its_code() {
    assertThat(remove(ACCESS, null, null, new Codes())).isEqualTo(new CodeRequired());
    assertThat(remove(access(null), null, CODE, new Codes())).isEqualTo(REAUTHENTICATE);
    assertThat(remove(ACCESS, null, new ConfirmationCode("1"), new Codes()))
        .isEqualTo(new InvalidCode());
    assertThat(ports.failures()).isEqualTo(1);

    assertThat(remove(ACCESS, null, CODE, new Codes())).isEqualTo(new Removed());
  }

  @Test
  void provider_that_checks_codes_at_logins_only_needs_the_password_too() {
    Codes pool = new Codes();
    pool.check = new TotpCheckOutcome.PasswordRequired();
    PendingLogin pending =
        new PendingLogin(ALICE, ChallengeName.SOFTWARE_TOKEN_MFA, new ChallengeSession("s"));

    assertThat(remove(ACCESS, null, CODE, pool))
        .isEqualTo(new ReauthenticationRequired(Duration.ZERO));

    StubProvider right = new StubProvider(challenge(new SoftwareTokenMfa()), LOGGED_IN);
    assertThat(remove(right, access(null), PASSWORD, CODE, pool)).isEqualTo(new Removed());
    assertThat(right.asked).contains(pending, REFRESH);
    StubProvider wrong = new StubProvider(challenge(new SoftwareTokenMfa()), new InvalidAnswer());
    assertThat(remove(wrong, access(null), PASSWORD, CODE, pool)).isEqualTo(new InvalidCode());
  }

  @Test
  void login_that_asks_for_another_factor_does_not_prove_the_code() {
    for (ChallengeStep step :
        List.of(new SmsMfa(null), new SelectMfaType(List.of(MfaType.SMS_MFA)))) {
      assertThat(
              remove(new StubProvider(challenge(step)), access(null), PASSWORD, CODE, new Codes()))
          .isEqualTo(new InvalidCode());
    }
  }

  @Test
  void totp_that_is_not_active_needs_no_code() {
    Codes none = new Codes();
    none.status = new TotpStatusOutcome.NotEnabled();

    assertThat(remove(ACCESS, null, null, none)).isEqualTo(new Removed());
    assertThat(remove(ACCESS, null, CODE, none)).isEqualTo(new Removed());
    assertThat(remove(access(null), null, null, none)).isEqualTo(REAUTHENTICATE);
    assertThat(
            remove(new StubProvider(new InvalidCredentials()), access(null), PASSWORD, CODE, none))
        .isEqualTo(new InvalidCredentials());
    none.status = new AccessRefused();
    assertThat(remove(ACCESS, null, CODE, none)).isEqualTo(new AccessRefused());
  }

  private Object delete(AccountAccess access, @Nullable Password password, Object... outcomes) {
    return delete(new StubProvider(outcomes), access, password);
  }

  private Object delete(StubProvider provider, AccountAccess access, @Nullable Password password) {
    return ports.useCases(provider).accountManagement().delete(HERE, access, password);
  }

  private TotpRemovalOutcome remove(
      AccountAccess access,
      @Nullable Password password,
      @Nullable ConfirmationCode code,
      Totp totp) {
    return remove(new StubProvider(), access, password, code, totp);
  }

  private TotpRemovalOutcome remove(
      StubProvider provider,
      AccountAccess access,
      @Nullable Password password,
      @Nullable ConfirmationCode code,
      Totp totp) {
    StepUp stepUp =
        new StepUp(
            provider, provider, ports.rateLimits(), ports, () -> NOW, Duration.ofMinutes(10));
    return new TotpEnrolmentUseCase(totp, stepUp, ports).remove(HERE, access, password, code);
  }

  private static ChallengeRequired challenge(ChallengeStep step) {
    return new ChallengeRequired(new Challenge(step, new ChallengeSession("s")));
  }

  private static AccountAccess access(@Nullable Instant authenticatedAt) {
    VerifiedClaims claims = ACCESS.claims();
    return new AccountAccess(
        ACCESS.token(),
        new VerifiedClaims(
            claims.identity(),
            claims.use(),
            claims.session(),
            claims.issuedAt(),
            authenticatedAt,
            claims.expiresAt()));
  }

  /** An active app with one code. */
  private static final class Codes implements Totp {
    TotpStatusOutcome status = new TotpStatusOutcome.Enabled();
    @Nullable TotpCheckOutcome check;

    @Override
    public TotpStatusOutcome status(AccountAccess access) {
      return status;
    }

    @Override
    public TotpEnrolmentOutcome begin(AccountAccess access) {
      return new AccessRefused();
    }

    @Override
    public TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code) {
      return new AccessRefused();
    }

    @Override
    public TotpCheckOutcome check(AccountAccess access, ConfirmationCode code) {
      if (check != null) {
        return check;
      }
      return code.equals(CODE) ? new TotpCheckOutcome.Correct() : new InvalidCode();
    }

    @Override
    public TotpRemovalOutcome remove(AccountAccess access) {
      return new Removed();
    }
  }
}
