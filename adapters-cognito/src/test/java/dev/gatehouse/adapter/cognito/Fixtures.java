package dev.gatehouse.adapter.cognito;

import static java.util.Map.entry;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The user, the pool and the responses that the tests share. */
public final class Fixtures {
  public static final String POOL_ID = "eu-central-1_AbCdEfGhI";
  public static final String CLIENT_ID = "3n4b5urk1ft4fl3mg5e62d9ado";

  static final NewUser ALICE =
      new NewUser(
          new Username("Alice"),
          new NewPassword("Correct1horse"),
          new EmailAddress("alice@example.com"));
  static final Password ALICES_PASSWORD = ALICE.password().asPassword();

  public static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI"));

  /** Limits with long time-outs for slow machines, and very short pauses between attempts. */
  public static final CallLimits PATIENT =
      new CallLimits(
          CallLimits.STANDARD.callsInFlight(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          CallLimits.STANDARD.attempts(),
          Duration.ofMillis(2));

  /** Limits with short time-outs. */
  public static final CallLimits HASTY =
      new CallLimits(
          4,
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          CallLimits.STANDARD.attempts(),
          Duration.ofMillis(2));

  static final String SUBJECT = "6a3cb1a1-7f3f-4f2c-9d3e-2f8a3c1b0d4e";
  static final String ID_TOKEN = idToken("{\"sub\": \"%s\"}".formatted(SUBJECT));

  static final Answer SIGNED_UP =
      CognitoStub.json(Map.of("UserConfirmed", false, "UserSub", SUBJECT));
  static final Answer NAME_EXISTS =
      CognitoStub.error("UsernameExistsException", "User already exists");
  static final Answer CONFIRMED = CognitoStub.json("{}");
  static final Answer LOGGED_IN =
      CognitoStub.json(
          """
          {
            "AuthenticationResult": {
              "AccessToken": "access.token.text",
              "ExpiresIn": 1800,
              "IdToken": "%s",
              "RefreshToken": "refresh-token-text",
              "TokenType": "Bearer"
            },
            "ChallengeParameters": {}
          }
          """
              .formatted(ID_TOKEN));
  static final LoggedIn ALICES_TOKENS = tokens(Duration.ofMinutes(30));

  static final Caller CALLER = new Caller("request-1", ClientAddress.of("192.0.2.1"));
  static final ConfirmationCode CODE = new ConfirmationCode("246810");
  static final RefreshToken REFRESH = new RefreshToken("refresh-token-text");
  static final AccountAccess ALICES_ACCESS =
      new AccountAccess(
          new AccessToken("access.token.text"),
          new VerifiedClaims(
              new Identity(new Subject(SUBJECT), ALICE.username(), null, Set.of()),
              TokenUse.ACCESS,
              new SessionId("login-1"),
              Instant.EPOCH,
              Instant.MAX));
  static final Answer ALICES_ATTRIBUTES = attributes("alice@example.com");

  /**
   * For each operation of Cognito, a call that uses it. The result is empty if the call returns no
   * data.
   */
  static final Map<String, Function<CognitoIdentityProvider, Object>> CALLS =
      Map.ofEntries(
          entry("SignUp", provider -> provider.registrations().register(ALICE)),
          entry("AdminConfirmSignUp", provider -> provider.registrations().register(ALICE)),
          entry("AdminGetUser", provider -> provider.registrations().register(ALICE)),
          entry(
              "ConfirmSignUp",
              provider -> provider.registrations().confirm(ALICE.username(), CODE)),
          entry(
              "ResendConfirmationCode",
              provider -> {
                provider.registrations().resendCode(ALICE.username());
                return Optional.empty();
              }),
          entry("AdminInitiateAuth", Fixtures::logIn),
          entry(
              "AdminRespondToAuthChallenge",
              provider ->
                  provider
                      .logins()
                      .answer(CALLER, pending(ChallengeName.SMS_MFA, "s"), new CodeAnswer(CODE))),
          entry("GetTokensFromRefreshToken", provider -> provider.sessions().refresh(REFRESH)),
          entry("RevokeToken", provider -> Optional.ofNullable(provider.sessions().end(REFRESH))),
          entry("GlobalSignOut", provider -> provider.sessions().endAll(ALICES_ACCESS)),
          entry(
              "ForgotPassword",
              provider -> {
                provider.passwords().sendResetCode(ALICE.username());
                return Optional.empty();
              }),
          entry("ConfirmForgotPassword", Fixtures::reset),
          entry("AdminUserGlobalSignOut", Fixtures::reset),
          entry(
              "ChangePassword",
              provider ->
                  provider.passwords().change(ALICES_ACCESS, ALICES_PASSWORD, ALICE.password())),
          entry("GetUser", Fixtures::changeEmail),
          entry("UpdateUserAttributes", Fixtures::changeEmail),
          entry(
              "GetUserAttributeVerificationCode",
              provider -> provider.profiles().sendEmailCode(ALICES_ACCESS)),
          entry(
              "VerifyUserAttribute",
              provider -> provider.profiles().verifyEmail(ALICES_ACCESS, CODE)),
          entry(
              "DeleteUser", provider -> provider.profiles().delete(ALICES_ACCESS, ALICES_PASSWORD)),
          entry("AssociateSoftwareToken", provider -> totp(provider).begin(ALICES_ACCESS)),
          entry("VerifySoftwareToken", provider -> totp(provider).confirm(ALICES_ACCESS, CODE)),
          entry("SetUserMFAPreference", provider -> totp(provider).remove(ALICES_ACCESS)));

  private Fixtures() {}

  /** Prepares responses for the operations that {@link #CALLS} needs before this one. */
  static void script(CognitoStub stub, String operation) {
    stub.on("SignUp", operation.equals("AdminGetUser") ? NAME_EXISTS : SIGNED_UP)
        .on("AdminConfirmSignUp", CONFIRMED)
        .on("AdminGetUser", storedUser("CONFIRMED", "alice@example.com"))
        .on("GetUser", ALICES_ATTRIBUTES)
        .on("UpdateUserAttributes", CONFIRMED)
        .on("ConfirmForgotPassword", CONFIRMED)
        .on("AdminUserGlobalSignOut", CONFIRMED)
        .on("AdminInitiateAuth", LOGGED_IN);
  }

  static ProviderLoginOutcome logIn(CognitoIdentityProvider provider) {
    return provider.logins().logIn(CALLER, new UsernamePassword(ALICE.username(), ALICES_PASSWORD));
  }

  static PasswordResetOutcome reset(CognitoIdentityProvider provider) {
    return provider.passwords().reset(ALICE.username(), CODE, ALICE.password());
  }

  static EmailChangeOutcome changeEmail(CognitoIdentityProvider provider) {
    return provider.profiles().changeEmail(ALICES_ACCESS, new EmailAddress("other@example.com"));
  }

  static Totp totp(CognitoIdentityProvider provider) {
    return provider.totp().orElseThrow();
  }

  /** Returns a token with these claims. Its signature is not valid. */
  static String idToken(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmF0dXJl";
  }

  /** The response of {@code GetUser}; the address is verified. */
  static Answer attributes(String email) {
    return CognitoStub.json(
        """
        {
          "UserAttributes": [
            {"Name": "sub", "Value": "6a3cb1a1-7f3f-4f2c-9d3e-2f8a3c1b0d4e"},
            {"Name": "email", "Value": "%s"},
            {"Name": "email_verified", "Value": "true"}
          ],
          "Username": "Alice"
        }
        """
            .formatted(email));
  }

  /** The tokens of {@link #LOGGED_IN}, with this lifetime. */
  static LoggedIn tokens(Duration lifetime) {
    return new LoggedIn(
        new Subject(SUBJECT),
        new Tokens(
            new IdToken(ID_TOKEN),
            new AccessToken("access.token.text"),
            new RefreshToken("refresh-token-text"),
            lifetime));
  }

  static Answer storedUser(String status, String email) {
    return CognitoStub.json(
        """
        {
          "Enabled": true,
          "UserAttributes": [
            {"Name": "sub", "Value": "6a3cb1a1-7f3f-4f2c-9d3e-2f8a3c1b0d4e"},
            {"Name": "email", "Value": "%s"}
          ],
          "UserStatus": "%s",
          "Username": "Alice"
        }
        """
            .formatted(email, status));
  }

  /** A challenge, as Cognito issues it after a password or another challenge. */
  static Answer challenge(String name, String session, Map<String, String> parameters) {
    return CognitoStub.json(
        Map.of("ChallengeName", name, "Session", session, "ChallengeParameters", parameters));
  }

  /** The response with a secret for an app, during a login. */
  static Answer association(String secret, String session) {
    return CognitoStub.json(Map.of("SecretCode", secret, "Session", session));
  }

  /** The response to a correct first code of an app, during a login. */
  static Answer verification(String session) {
    return CognitoStub.json(Map.of("Status", "SUCCESS", "Session", session));
  }

  /** A login of the adapter that waits for the answer to a challenge. */
  static PendingLogin pending(ChallengeName challenge, String session) {
    return new PendingLogin(
        ALICE.username(), challenge, new ChallengeSession("pool-alice\n" + session));
  }

  /** Accepts the correct password and refuses all others. */
  static Answer checkingPassword(Password right) {
    Answer wrong = CognitoStub.error("NotAuthorizedException", "Incorrect username or password.");
    return (request, exchange) ->
        (request.password().equals(right.reveal()) ? LOGGED_IN : wrong).give(request, exchange);
  }

  public static CognitoSettings settings(@Nullable URI endpoint, @Nullable ClientSecret secret) {
    return new CognitoSettings(
        "eu-central-1", POOL_ID, CLIENT_ID, secret, RegistrationConfirmation.AUTO, endpoint);
  }

  /** Uses a client with a secret. */
  static CognitoIdentityProvider provider(CognitoStub stub, ClientSecret secret) {
    return new CognitoIdentityProvider(settings(stub.endpoint(), secret), CREDENTIALS, PATIENT);
  }

  static CognitoIdentityProvider provider(CognitoStub stub) {
    return provider(stub, PATIENT);
  }

  static CognitoIdentityProvider provider(CognitoStub stub, CallLimits limits) {
    return new CognitoIdentityProvider(settings(stub.endpoint(), null), CREDENTIALS, limits);
  }
}
