package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpStatusOutcome.Enabled;
import dev.gatehouse.domain.totp.TotpStatusOutcome.NotEnabled;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that every {@code Totp} must pass, and every {@code Logins} for logins with a code of an
 * authenticator app. They are skipped if the provider lacks this capability.
 */
abstract class TotpContract extends ProviderContract {
  TotpContract(Supplier<ProviderFixture> fixtures) {
    super(fixtures);
  }

  @BeforeEach
  final void skipWhereAbsent() {
    assumeThat(fixture().provider().totp())
        .as("the capability to require codes of authenticator apps")
        .isPresent();
  }

  @Test
  void login_requires_confirmed_totp() {
    NewUser user = registered(newUser());
    Authenticator app = begun(access(tokensOf(user)));
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);

    confirm(access(tokensOf(user)), app);

    assertThat(challenge(user).step()).isEqualTo(new SoftwareTokenMfa());
    assertThat(logIn(registered(newUser()))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void totp_code_completes_the_login() {
    NewUser user = registered(newUser());
    assertThat(answer(user, enrolled(user).code(now()))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void wrong_totp_code_does_not_log_in() {
    NewUser user = registered(newUser());
    Authenticator app = enrolled(user);

    assertThat(answer(user, wrong(app.code(now())))).isEqualTo(new InvalidAnswer());
    assertThat(answer(user, app.code(now(), 10))).isEqualTo(new InvalidAnswer());
    assertThat(answer(user, app.code(now(), -10))).isEqualTo(new InvalidAnswer());
    assertThat(answer(user, new ConfirmationCode("x"))).isEqualTo(new InvalidAnswer());
  }

  @Test
  void totp_code_works_once() {
    NewUser user = registered(newUser());
    Authenticator app = enrolled(user);
    ConfirmationCode code = app.code(now());
    assertThat(answer(user, code)).isInstanceOf(LoggedIn.class);

    assertThat(answer(user, code)).isEqualTo(new InvalidAnswer());

    assertThat(answer(user, app.code(now(), 1))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void unknown_session_and_wrong_code_give_the_same_result() {
    NewUser user = registered(newUser());
    Authenticator app = enrolled(user);
    PendingLogin begun = pending(user, challenge(user).session());

    assertThat(answer(begun, wrong(app.code(now())))).isEqualTo(new InvalidAnswer());
    for (String text : new String[] {"x", begun.session().reveal() + "x", "\u00e9\n\uD83D\uDE00"}) {
      PendingLogin unknown = pending(user, new ChallengeSession(text));
      assertThat(answer(unknown, app.code(now()))).isEqualTo(new InvalidAnswer());
    }
    assertThat(answer(begun, app.code(now()))).isInstanceOf(LoggedIn.class);
    assertThat(answer(begun, app.code(now(), 1))).isEqualTo(new InvalidAnswer());
  }

  @Test
  void wrong_code_does_not_activate_totp() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    Authenticator app = begun(access);

    assertThat(totp().confirm(access, wrong(app.code(now())))).isEqualTo(new InvalidCode());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void confirmation_without_enrolment_is_refused() {
    NewUser user = registered(newUser());
    Authenticator others = begun(access(tokensOf(registered(newUser()))));

    assertThat(totp().confirm(access(tokensOf(user)), others.code(now())))
        .isEqualTo(new InvalidCode());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void active_totp_stays_until_the_new_one_is_confirmed() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    Authenticator first = begun(access);
    assertThat(totp().confirm(access, first.code(now(), -1))).isEqualTo(new Confirmed());

    Authenticator second = begun(access);
    assertThat(answer(user, first.code(now()))).isInstanceOf(LoggedIn.class);

    assertThat(totp().confirm(access, second.code(now(), -1))).isEqualTo(new Confirmed());
    assertThat(answer(user, first.code(now(), 1))).isEqualTo(new InvalidAnswer());
    assertThat(answer(user, second.code(now()))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void code_of_the_active_app_is_right_once() {
    AccountAccess access = access(tokensOf(registered(newUser())));
    Authenticator app = begun(access);
    confirm(access, app);
    TotpCheckOutcome wrong = totp().check(access, wrong(app.code(now())));
    assumeThat(wrong).isNotEqualTo(new TotpCheckOutcome.PasswordRequired());

    assertThat(wrong).isEqualTo(new InvalidCode());
    assertThat(totp().check(access, app.code(now()))).isEqualTo(new TotpCheckOutcome.Correct());
    assertThat(totp().check(access, app.code(now()))).isEqualTo(new InvalidCode());
  }

  @Test
  void status_shows_whether_totp_is_active() {
    AccountAccess access = access(tokensOf(registered(newUser())));
    assertThat(totp().status(access)).isEqualTo(new NotEnabled());

    Authenticator app = begun(access);
    assertThat(totp().status(access)).isEqualTo(new NotEnabled());

    confirm(access, app);
    assertThat(totp().status(access)).isEqualTo(new Enabled());
    begun(access);
    assertThat(totp().status(access)).isEqualTo(new Enabled());

    totp().remove(access);
    assertThat(totp().status(access)).isEqualTo(new NotEnabled());
  }

  @Test
  void access_token_of_an_ended_session_cannot_use_totp() {
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    AccountAccess access = access(ended);
    Authenticator app = begun(access);
    sessions().end(ended.refreshToken());

    assertThat(totp().status(access)).isEqualTo(new AccessRefused());
    assertThat(totp().begin(access)).isEqualTo(new AccessRefused());
    assertThat(totp().confirm(access, app.code(now()))).isEqualTo(new AccessRefused());
    assertThat(totp().check(access, app.code(now()))).isEqualTo(new AccessRefused());
    assertThat(totp().remove(access)).isEqualTo(new AccessRefused());
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void login_requires_no_code_after_totp_removal() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    confirm(access, begun(access));

    assertThat(totp().remove(access)).isEqualTo(new Removed());
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(totp().remove(access)).isEqualTo(new Removed());
  }

  private Totp totp() {
    return fixture().provider().totp().orElseThrow();
  }

  private Instant now() {
    return fixture().clock().instant();
  }

  private Authenticator begun(AccountAccess access) {
    return switch (totp().begin(access)) {
      case Begun(var secret) -> new Authenticator(secret);
      case TotpEnrolmentOutcome other -> throw new AssertionError("not begun: " + other);
    };
  }

  /**
   * Confirms the app with the code of the previous time step. So the codes of the current and the
   * next step are still unused.
   */
  private void confirm(AccountAccess access, Authenticator app) {
    assertThat(totp().confirm(access, app.code(now(), -1))).isEqualTo(new Confirmed());
  }

  private Authenticator enrolled(NewUser user) {
    AccountAccess access = access(tokensOf(user));
    Authenticator app = begun(access);
    confirm(access, app);
    return app;
  }

  private Challenge challenge(NewUser user) {
    return switch (logIn(user)) {
      case ChallengeRequired(var challenge) -> challenge;
      case ProviderLoginOutcome other -> throw new AssertionError("no challenge: " + other);
    };
  }

  private static PendingLogin pending(NewUser user, ChallengeSession session) {
    return new PendingLogin(user.username(), ChallengeName.SOFTWARE_TOKEN_MFA, session);
  }

  private ProviderChallengeOutcome answer(NewUser user, ConfirmationCode code) {
    return answer(pending(user, challenge(user).session()), code);
  }

  private ProviderChallengeOutcome answer(PendingLogin login, ConfirmationCode code) {
    return fixture().provider().logins().answer(CALLER, login, new CodeAnswer(code));
  }
}
