package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.POOL_ID;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * Base of tests of the provider with a stub of Cognito: a user, her calls, and Cognito's responses.
 */
@Timeout(60)
abstract class ProviderTest {
  static final NewUser ALICE =
      new NewUser(
          new Username("Alice"),
          new NewPassword("Correct1horse"),
          new EmailAddress("alice@example.com"));
  static final Password ALICES_PASSWORD = ALICE.password().asPassword();

  static final String SUBJECT = "6a3cb1a1-7f3f-4f2c-9d3e-2f8a3c1b0d4e";
  static final Registered REGISTERED = new Registered(new Subject(SUBJECT));
  static final String ID_TOKEN =
      idToken("{\"sub\": \"%s\", \"cognito:username\": \"alice\"}".formatted(SUBJECT));

  static final RefreshToken REFRESH = new RefreshToken("refresh-token-text");

  static final ClientSecret SECRET = new ClientSecret("client-secret");
  static final String HASH = SECRET.hash("Alice", CLIENT_ID);

  static final Answer SIGNED_UP =
      CognitoStub.json(Map.of("UserConfirmed", false, "UserSub", SUBJECT));
  static final Answer NAME_EXISTS =
      CognitoStub.error("UsernameExistsException", "User already exists");
  static final Answer EMPTY = CognitoStub.json("{}");
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

  /** Accepts the correct password and refuses all others. */
  static final Answer CHECKING_PASSWORD =
      (request, exchange) ->
          (request.password().equals(ALICES_PASSWORD.reveal())
                  ? LOGGED_IN
                  : CognitoStub.error("NotAuthorizedException", "Incorrect username or password."))
              .give(request, exchange);

  static final LoggedIn ALICES_TOKENS = tokens(Duration.ofMinutes(30));

  static final Caller CALLER =
      new Caller("request-1", ClientAddress.of("192.0.2.1"), "curl", "curl/8.5.0");
  static final ConfirmationCode CODE = new ConfirmationCode("246810");
  static final EmailAddress OTHER_ADDRESS = new EmailAddress("other@example.com");
  static final AccountAccess ALICES_ACCESS =
      new AccountAccess(
          new AccessToken("access.token.text"),
          new VerifiedClaims(
              new Identity(new Subject(SUBJECT), ALICE.username(), null, Set.of()),
              TokenUse.ACCESS,
              new SessionId("login-1"),
              Instant.EPOCH,
              Instant.EPOCH,
              Instant.MAX));

  /** The response of {@code GetUser}. */
  static final Answer ALICES_ATTRIBUTES =
      CognitoStub.json(
          """
          {
            "UserAttributes": [
              {"Name": "sub", "Value": "6a3cb1a1-7f3f-4f2c-9d3e-2f8a3c1b0d4e"},
              {"Name": "email", "Value": "alice@example.com"},
              {"Name": "email_verified", "Value": "true"}
            ],
            "Username": "Alice"
          }
          """);

  /** The response of {@code AdminGetUser} for a user who has signed up but is not confirmed. */
  static final Answer UNCONFIRMED = storedUser("UNCONFIRMED", "alice@example.com");

  /**
   * For each operation of Cognito, a call that uses it. The result is empty if the call returns no
   * data.
   */
  static final Map<String, Function<CognitoIdentityProvider, Object>> CALLS =
      Map.ofEntries(
          entry("SignUp", it -> it.registrations().register(CALLER, ALICE)),
          entry("AdminConfirmSignUp", it -> it.registrations().register(CALLER, ALICE)),
          entry("AdminGetUser", it -> it.registrations().register(CALLER, ALICE)),
          entry("ConfirmSignUp", it -> it.registrations().confirm(CALLER, ALICE.username(), CODE)),
          entry(
              "ResendConfirmationCode",
              it -> nothing(() -> it.registrations().resendCode(CALLER, ALICE.username()))),
          entry("AdminInitiateAuth", ProviderTest::logIn),
          entry(
              "AdminRespondToAuthChallenge",
              it ->
                  it.logins()
                      .answer(CALLER, pending(ChallengeName.SMS_MFA, "s"), new CodeAnswer(CODE))),
          entry("GetTokensFromRefreshToken", it -> it.sessions().refresh(REFRESH)),
          entry("RevokeToken", it -> Optional.ofNullable(it.sessions().end(REFRESH))),
          entry("GlobalSignOut", it -> it.sessions().endAll(ALICES_ACCESS)),
          entry(
              "ForgotPassword",
              it -> nothing(() -> it.passwords().sendResetCode(CALLER, ALICE.username()))),
          entry("ConfirmForgotPassword", ProviderTest::reset),
          entry("AdminUserGlobalSignOut", ProviderTest::reset),
          entry(
              "ChangePassword",
              it -> it.passwords().change(ALICES_ACCESS, ALICES_PASSWORD, ALICE.password())),
          entry("GetUser", it -> it.profiles().changeEmail(ALICES_ACCESS, OTHER_ADDRESS)),
          entry(
              "UpdateUserAttributes",
              it -> it.profiles().changeEmail(ALICES_ACCESS, OTHER_ADDRESS)),
          entry(
              "GetUserAttributeVerificationCode", it -> it.profiles().sendEmailCode(ALICES_ACCESS)),
          entry("VerifyUserAttribute", it -> it.profiles().verifyEmail(ALICES_ACCESS, CODE)),
          entry("DeleteUser", it -> it.profiles().delete(ALICES_ACCESS)),
          entry("AssociateSoftwareToken", it -> totp(it).begin(ALICES_ACCESS)),
          entry("VerifySoftwareToken", it -> totp(it).confirm(ALICES_ACCESS, CODE)),
          entry("SetUserMFAPreference", it -> totp(it).remove(ALICES_ACCESS)));

  /** The requests of {@link #logIn()}, in the form that {@link #assertAsked} takes. */
  static final String ALICES_LOGIN =
      """
      AdminInitiateAuth {"UserPoolId": "$pool", "ClientId": "$client", "AuthFlow": "ADMIN_USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "Alice", "PASSWORD": "Correct1horse"}, "ContextData": {"IpAddress": "192.0.2.1", "ServerName": "auth.example.com", "ServerPath": "/login", "HttpHeaders": [{"headerName": "User-Agent", "headerValue": "curl/8.5.0"}]}}
      """;

  final CognitoStub stub = new CognitoStub();
  private final List<CognitoIdentityProvider> providers = new ArrayList<>();
  final CognitoIdentityProvider provider = open(PATIENT);

  @AfterEach
  void closeAll() {
    providers.forEach(CognitoIdentityProvider::close);
    stub.close();
  }

  /** Opens a provider that is closed after the test. */
  final CognitoIdentityProvider open(CognitoIdentityProvider provider) {
    providers.add(provider);
    return provider;
  }

  final CognitoIdentityProvider open(CognitoSettings settings) {
    return open(new CognitoIdentityProvider(settings, Fixtures.CREDENTIALS, PATIENT));
  }

  final CognitoIdentityProvider open(CallLimits limits) {
    return open(
        new CognitoIdentityProvider(
            Fixtures.settings(stub.endpoint(), null), Fixtures.CREDENTIALS, limits));
  }

  /** Uses a client with a secret. */
  final CognitoIdentityProvider open(ClientSecret secret) {
    return open(Fixtures.settings(stub.endpoint(), secret));
  }

  /** Prepares responses for the operations that {@link #CALLS} needs before this one. */
  final void script(String operation) {
    stub.on("SignUp", operation.equals("AdminGetUser") ? NAME_EXISTS : SIGNED_UP)
        .on("AdminConfirmSignUp", EMPTY)
        .on("AdminGetUser", storedUser("CONFIRMED", "alice@example.com"))
        .on("GetUser", ALICES_ATTRIBUTES)
        .on("UpdateUserAttributes", EMPTY)
        .on("ConfirmForgotPassword", EMPTY)
        .on("AdminUserGlobalSignOut", EMPTY)
        .on("AdminInitiateAuth", LOGGED_IN);
  }

  /** Makes the user name taken by a user with this state. */
  final CognitoStub nameInUse(Answer user) {
    return stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", user).on("AdminConfirmSignUp", EMPTY);
  }

  final RegistrationOutcome register() {
    return provider.registrations().register(CALLER, ALICE);
  }

  final ProviderLoginOutcome logIn() {
    return logIn(provider);
  }

  static ProviderLoginOutcome logIn(CognitoIdentityProvider provider) {
    return provider.logins().logIn(CALLER, new UsernamePassword(ALICE.username(), ALICES_PASSWORD));
  }

  final ProviderChallengeOutcome answer(PendingLogin login, ChallengeAnswer answer) {
    return provider.logins().answer(CALLER, login, answer);
  }

  static Object reset(CognitoIdentityProvider provider) {
    return provider.passwords().reset(CALLER, ALICE.username(), CODE, ALICE.password());
  }

  final Totp totp() {
    return totp(provider);
  }

  static Totp totp(CognitoIdentityProvider provider) {
    return provider.totp().orElseThrow();
  }

  private static Object nothing(Runnable call) {
    call.run();
    return Optional.empty();
  }

  /**
   * Asserts that Cognito got exactly these requests: in each line an operation and its body.
   * Requests of administrators are signed, and no others.
   */
  final void assertAsked(String lines) {
    assertThat(stub.requests())
        .extracting(Request::operation, Request::body)
        .containsExactly(
            lines
                .replace("$pool", POOL_ID)
                .replace("$client", CLIENT_ID)
                .replace("$hash", HASH)
                .lines()
                .map(line -> line.split(" ", 2))
                .map(asked -> tuple(asked[0], CognitoStub.parse(asked[1])))
                .toArray(Tuple[]::new));
    assertThat(stub.requests())
        .allMatch(request -> request.signed() == request.operation().startsWith("Admin"));
  }

  static IdentityProviderUnavailableException assertUnavailable(ThrowingCallable call) {
    var thrown = catchThrowableOfType(IdentityProviderUnavailableException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(thrown.retryAfter()).isPositive();
    return thrown;
  }

  /** Returns a token with these claims. Its signature is not valid. */
  static String idToken(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmF0dXJl";
  }

  /** The tokens of {@link #LOGGED_IN}, with this lifetime. */
  static LoggedIn tokens(Duration lifetime) {
    return new LoggedIn(
        new Subject(SUBJECT),
        new Tokens(new IdToken(ID_TOKEN), new AccessToken("access.token.text"), REFRESH, lifetime));
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

  /** The challenge to set up an authenticator app. */
  static Answer setUpOfAnApp(String session) {
    return challenge(
        "MFA_SETUP",
        session,
        Map.of(
            "USER_ID_FOR_SRP", "pool-alice",
            "MFAS_CAN_SETUP", "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\"]"));
  }

  /** A login of the adapter that waits for the answer to a challenge. */
  static PendingLogin pending(ChallengeName challenge, String session) {
    return new PendingLogin(
        ALICE.username(), challenge, new ChallengeSession("pool-alice\n" + session));
  }
}
