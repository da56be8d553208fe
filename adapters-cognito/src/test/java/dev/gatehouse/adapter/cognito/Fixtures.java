package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ChallengeName;
import dev.gatehouse.domain.ChallengeSession;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerifiedClaims;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The user, the pool and the answers that the tests share. */
final class Fixtures {
  static final String POOL_ID = "eu-central-1_AbCdEfGhI";
  static final String CLIENT_ID = "3n4b5urk1ft4fl3mg5e62d9ado";

  static final NewUser ALICE =
      new NewUser(
          new Username("Alice"),
          new NewPassword("Correct1horse"),
          new EmailAddress("alice@example.com"));
  static final Password ALICES_PASSWORD = ALICE.password().asPassword();

  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI"));

  /** Time enough for any machine, and hardly a pause between attempts. */
  static final Limits PATIENT =
      new Limits(
          Limits.STANDARD.callsInFlight(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Limits.STANDARD.attempts(),
          Duration.ofMillis(2));

  /** Soon over. */
  static final Limits HASTY =
      new Limits(
          4,
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Limits.STANDARD.attempts(),
          Duration.ofMillis(2));

  static final Answer SIGNED_UP =
      CognitoStub.json(
          """
          {"UserConfirmed": false, "UserSub": "6a3cb1a1-7f3f-4f2c-9d3e-2f8a3c1b0d4e"}
          """);
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
              "IdToken": "id.token.text",
              "RefreshToken": "refresh-token-text",
              "TokenType": "Bearer"
            },
            "ChallengeParameters": {}
          }
          """);
  static final LoggedIn ALICES_TOKENS = tokens(Duration.ofMinutes(30));

  static final String SUBJECT = "6a3cb1a1-7f3f-4f2c-9d3e-2f8a3c1b0d4e";
  static final ConfirmationCode CODE = new ConfirmationCode("246810");
  static final RefreshToken REFRESH = new RefreshToken("refresh-token-text");
  static final AccountAccess ALICES_ACCESS =
      new AccountAccess(
          new AccessToken("access.token.text"),
          new VerifiedClaims(
              new Identity(new Subject(SUBJECT), ALICE.username(), null, Set.of()),
              TokenUse.ACCESS,
              new TokenOrigin("login-1"),
              Instant.EPOCH,
              Instant.MAX));
  static final Answer ALICES_ATTRIBUTES = attributes("alice@example.com");

  private Fixtures() {}

  /** What {@code GetUser} answers; the address is verified. */
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

  /** The tokens of {@link #LOGGED_IN}, living so long. */
  static LoggedIn tokens(Duration lifetime) {
    return new LoggedIn(
        new Tokens(
            new IdToken("id.token.text"),
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

  /** A further step, as it is asked for after a password or another step. */
  static Answer challenge(String name, String session, Map<String, String> parameters) {
    return CognitoStub.json(
        Map.of("ChallengeName", name, "Session", session, "ChallengeParameters", parameters));
  }

  /** A secret for an app, within a login. */
  static Answer association(String secret, String session) {
    return CognitoStub.json(Map.of("SecretCode", secret, "Session", session));
  }

  /** A right first code of an app, within a login. */
  static Answer verification(String session) {
    return CognitoStub.json(Map.of("Status", "SUCCESS", "Session", session));
  }

  /** A login that waits for an answer, as the adapter has begun it. */
  static PendingLogin pending(ChallengeName challenge, String session) {
    return new PendingLogin(
        ALICE.username(), challenge, new ChallengeSession("pool-alice\n" + session));
  }

  /** A right password logs in, any other does not. */
  static Answer checkingPassword(Password right) {
    Answer wrong = CognitoStub.error("NotAuthorizedException", "Incorrect username or password.");
    return (request, exchange) ->
        (request.password().equals(right.reveal()) ? LOGGED_IN : wrong).give(request, exchange);
  }

  static CognitoSettings settings(@Nullable URI endpoint, @Nullable ClientSecret secret) {
    return new CognitoSettings(
        "eu-central-1", POOL_ID, CLIENT_ID, secret, RegistrationConfirmation.AUTO, endpoint);
  }

  static CognitoIdentityProvider provider(CognitoStub stub) {
    return provider(stub, PATIENT);
  }

  static CognitoIdentityProvider provider(CognitoStub stub, Limits limits) {
    return new CognitoIdentityProvider(settings(stub.endpoint(), null), CREDENTIALS, limits);
  }
}
