package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.logIn;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.adapter.embedded.totp.TotpKey;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeOutcome;
import dev.gatehouse.domain.login.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.login.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.testkit.Authenticator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests logins with challenges. */
final class FurtherStepsTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:10Z");
  private static final NewPassword CHOSEN = new NewPassword("Brandnew2password");

  private final NewUser alice = named("Alice");
  private final ProviderFolder folder;
  private EmbeddedIdentityProvider provider;
  private final UserAdministration users;

  FurtherStepsTest(@TempDir Path data) {
    folder = new ProviderFolder(data, START);
    provider = folder.open();
    users = UserAdministration.open(folder.settings(), () -> folder.now);
    provider.registrations().register(CALLER, alice);
  }

  @AfterEach
  void close() {
    users.close();
    provider.close();
  }

  private TemporaryAccess resetByOperator() {
    return Objects.requireNonNull(users.resetPassword(alice.username()));
  }

  private ProviderLoginOutcome logInWith(Password password) {
    return Users.logIn(provider, alice.username(), password);
  }

  private Challenge challenge(Password password) {
    return ((ChallengeRequired) logInWith(password)).challenge();
  }

  private ProviderChallengeOutcome answer(Challenge challenge, ChallengeAnswer answer) {
    return provider
        .logins()
        .answer(
            CALLER,
            new PendingLogin(alice.username(), challenge.step().name(), challenge.session()),
            answer);
  }

  private Authenticator enrolled() {
    return new Authenticator(enrolledSecret());
  }

  /** Uses the code of the previous time step, so that the code of this step is still unused. */
  private TotpSecret enrolledSecret() {
    AccountAccess access = Access.of(tokens(provider, alice).accessToken());
    Totp totp = provider.totp().orElseThrow();
    TotpSecret secret = ((Begun) totp.begin(access)).secret();
    ConfirmationCode code = new Authenticator(secret).code(START, -1);
    assertThat(totp.confirm(access, code)).isEqualTo(new Confirmed());
    return secret;
  }

  @Test
  void temporary_password_only_allows_choosing_a_new_one() {
    Tokens before = tokens(provider, alice);
    TemporaryAccess temporary = resetByOperator();

    assertThat(logIn(provider, alice)).isEqualTo(new InvalidCredentials());
    assertThat(provider.sessions().refresh(before.refreshToken()))
        .isEqualTo(new InvalidRefreshToken());
    Challenge challenge = challenge(temporary.password());
    assertThat(challenge.step()).isEqualTo(new NewPasswordRequired());
    assertThat(answer(challenge, new PasswordAnswer(CHOSEN))).isInstanceOf(LoggedIn.class);

    assertThat(logInWith(CHOSEN.asPassword())).isInstanceOf(LoginProgress.LoggedIn.class);
    assertThat(logInWith(temporary.password())).isEqualTo(new InvalidCredentials());
    assertThat(answer(challenge, new PasswordAnswer(CHOSEN))).isEqualTo(new InvalidAnswer());
  }

  @Test
  void temporary_password_is_refused_as_new_password() {
    TemporaryAccess temporary = resetByOperator();
    Challenge challenge = challenge(temporary.password());

    assertThat(
            answer(challenge, new PasswordAnswer(new NewPassword(temporary.password().reveal()))))
        .isEqualTo(new PasswordRefused());

    assertThat(answer(challenge, new PasswordAnswer(CHOSEN))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void temporary_password_expires_after_seven_days() {
    TemporaryAccess temporary = resetByOperator();
    assertThat(temporary.until()).isEqualTo(START.plus(Duration.ofDays(7)));

    folder.now = temporary.until().minusSeconds(1);
    assertThat(logInWith(temporary.password())).isInstanceOf(ChallengeRequired.class);

    folder.now = temporary.until();
    assertThat(logInWith(temporary.password())).isEqualTo(new InvalidCredentials());
  }

  @Test
  void each_reset_creates_a_new_valid_password() {
    String first = resetByOperator().password().reveal();
    String second = resetByOperator().password().reveal();

    assertThat(first).isNotEqualTo(second);
    assertThat(PasswordPolicy.COMPOSED.violations(first)).isEmpty();
  }

  @Test
  void password_reset_by_code_replaces_the_temporary_password() {
    TemporaryAccess temporary = resetByOperator();
    provider.passwords().sendResetCode(CALLER, alice.username());
    ConfirmationCode code = Objects.requireNonNull(provider.newestCode(alice.email()));

    provider.passwords().reset(CALLER, alice.username(), code, CHOSEN);

    assertThat(logInWith(CHOSEN.asPassword())).isInstanceOf(LoginProgress.LoggedIn.class);
    assertThat(logInWith(temporary.password())).isEqualTo(new InvalidCredentials());
  }

  @Test
  void totp_challenge_follows_the_new_password() {
    Authenticator app = enrolled();
    TemporaryAccess temporary = resetByOperator();

    ChallengeOutcome chosen = answer(challenge(temporary.password()), new PasswordAnswer(CHOSEN));

    assertThat(chosen).isInstanceOf(LoginProgress.ChallengeRequired.class);
    if (chosen instanceof LoginProgress.ChallengeRequired(var next)) {
      assertThat(next.step()).isEqualTo(new SoftwareTokenMfa());
      assertThat(answer(next, new CodeAnswer(app.code(START)))).isInstanceOf(LoggedIn.class);
    }
  }

  @Test
  void totp_challenge_follows_the_reset_password() {
    Authenticator app = enrolled();
    provider.passwords().sendResetCode(CALLER, alice.username());
    ConfirmationCode code = Objects.requireNonNull(provider.newestCode(alice.email()));
    provider.passwords().reset(CALLER, alice.username(), code, CHOSEN);

    Challenge challenge = challenge(CHOSEN.asPassword());

    assertThat(challenge.step()).isEqualTo(new SoftwareTokenMfa());
    assertThat(answer(challenge, new CodeAnswer(app.code(START)))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void challenge_session_allows_five_minutes_and_five_tries() {
    Authenticator app = enrolled();
    Challenge old = challenge(alice.password().asPassword());
    folder.now = START.plus(Duration.ofMinutes(5));
    assertThat(answer(old, new CodeAnswer(app.code(folder.now)))).isEqualTo(new InvalidAnswer());

    Challenge tried = challenge(alice.password().asPassword());
    for (int i = 0; i < 5; i++) {
      assertThat(answer(tried, new CodeAnswer(new ConfirmationCode("x"))))
          .isEqualTo(new InvalidAnswer());
    }
    assertThat(answer(tried, new CodeAnswer(app.code(folder.now)))).isEqualTo(new InvalidAnswer());
    assertThat(
            answer(challenge(alice.password().asPassword()), new CodeAnswer(app.code(folder.now))))
        .isInstanceOf(LoggedIn.class);
  }

  @Test
  void password_reset_or_disabling_ends_a_challenge_session() {
    Authenticator app = enrolled();
    Challenge challenge = challenge(alice.password().asPassword());
    TemporaryAccess temporary = resetByOperator();

    assertThat(answer(challenge, new CodeAnswer(app.code(START)))).isEqualTo(new InvalidAnswer());

    Challenge reset = challenge(temporary.password());
    users.disable(alice.username());
    assertThat(answer(reset, new PasswordAnswer(CHOSEN))).isEqualTo(new InvalidAnswer());
  }

  @Test
  void session_of_another_challenge_is_refused() {
    enrolled();
    Challenge challenge = challenge(alice.password().asPassword());
    Challenge other = new Challenge(new NewPasswordRequired(), challenge.session());

    assertThat(answer(other, new PasswordAnswer(CHOSEN))).isEqualTo(new InvalidAnswer());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> answer(challenge, new MfaTypeAnswer(MfaType.SMS_MFA)));
  }

  @Test
  void operator_removes_totp_of_a_user() {
    enrolled();
    assertThat(logIn(provider, alice)).isInstanceOf(ChallengeRequired.class);

    assertThat(users.removeTotp(alice.username())).isNotNull();

    assertThat(logIn(provider, alice)).isInstanceOf(LoginProgress.LoggedIn.class);
  }

  @Test
  void totp_survives_restart_and_no_file_contains_its_secret() throws IOException {
    TotpSecret secret = enrolledSecret();
    Authenticator app = new Authenticator(secret);
    provider.close();
    provider = folder.open();

    assertThat(answer(challenge(alice.password().asPassword()), new CodeAnswer(app.code(START))))
        .isInstanceOf(LoggedIn.class);
    for (Path file : folder.files()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as("%s", file)
          .doesNotContain(secret.reveal());
    }
  }

  @Test
  void missing_or_damaged_totp_key_stops_the_start() throws IOException {
    enrolled();
    provider.close();
    Path key = folder.path.resolve("totp/secrets.key");
    byte[] bytes = Files.readAllBytes(key);

    Files.delete(key);
    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining(key + " is missing")
        .withMessageContaining("users remove-totp");

    Files.writeString(key, "no key");
    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining(key + " can't be used");

    Files.write(key, Base64.getEncoder().encode(new byte[31]));
    assertThatIllegalStateException()
        .isThrownBy(folder::open)
        .withMessageContaining(key + " can't be used");

    Files.write(key, bytes);
    provider = folder.open();
    assertThat(logIn(provider, alice)).isInstanceOf(ChallengeRequired.class);
  }

  @Test
  void encrypted_totp_secret_requires_its_user_and_its_key() {
    TotpKey key = TotpKey.random(new SecureRandom());
    TotpSecret secret = new TotpSecret("GEZDGNBVGY3TQOJQ");
    String sealed = key.seal(secret, "alice");

    assertThat(key.open(sealed, "alice")).isEqualTo(secret);
    assertThat(sealed).doesNotContain(secret.reveal());
    assertThatIllegalStateException().isThrownBy(() -> key.open(sealed, "bob"));
    assertThatIllegalStateException()
        .isThrownBy(() -> TotpKey.random(new SecureRandom()).open(sealed, "alice"));
    assertThatIllegalStateException().isThrownBy(() -> key.open(sealed + "x", "alice"));
  }
}
