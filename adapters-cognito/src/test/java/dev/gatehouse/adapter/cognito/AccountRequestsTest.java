package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ACCESS;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ATTRIBUTES;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_PASSWORD;
import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.CODE;
import static dev.gatehouse.adapter.cognito.Fixtures.CREDENTIALS;
import static dev.gatehouse.adapter.cognito.Fixtures.ID_TOKEN;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.POOL_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.REFRESH;
import static dev.gatehouse.adapter.cognito.Fixtures.SUBJECT;
import static dev.gatehouse.adapter.cognito.Fixtures.checkingPassword;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks each field of the requests to Cognito, and the outcomes of its responses. */
@Timeout(60)
final class AccountRequestsTest {
  private static final ClientSecret SECRET = new ClientSecret("client-secret");
  private static final String HASH = SECRET.hash("Alice", CLIENT_ID);
  private static final Answer EMPTY = CognitoStub.json("{}");

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub);
  private final CognitoIdentityProvider withSecret = Fixtures.provider(stub, SECRET);

  @AfterEach
  void close() {
    withSecret.close();
    provider.close();
    stub.close();
  }

  @Test
  void registration_by_code_signs_up_and_confirms_nothing() {
    stub.on("SignUp", Fixtures.SIGNED_UP);
    try (var byCode =
        new CognitoIdentityProvider(
            new CognitoSettings(
                "eu-central-1",
                POOL_ID,
                CLIENT_ID,
                null,
                RegistrationConfirmation.CODE,
                stub.endpoint()),
            CREDENTIALS,
            PATIENT)) {
      assertThat(byCode.registrations().register(ALICE)).isInstanceOf(ConfirmationRequired.class);
      stub.on("SignUp", CognitoStub.error("CodeDeliveryFailureException", "No mail today."));
      assertThat(byCode.registrations().register(ALICE)).isInstanceOf(ConfirmationRequired.class);
      stub.on("SignUp", Fixtures.NAME_EXISTS);
      assertThat(byCode.registrations().register(ALICE)).isEqualTo(new UsernameTaken());
      stub.on("SignUp", CognitoStub.json("{\"UserConfirmed\": true}"));
      assertThat(byCode.registrations().register(ALICE)).isInstanceOf(Registered.class);
    }
    assertThat(stub.operations()).containsOnly("SignUp");
  }

  @Test
  void confirmation() {
    stub.on("ConfirmSignUp", EMPTY);

    assertThat(provider.registrations().confirm(ALICE.username(), CODE)).isEqualTo(new Confirmed());
    withSecret.registrations().confirm(ALICE.username(), CODE);

    assertUnsigned(
        "ConfirmSignUp",
        """
        {"ClientId": "%s", "Username": "Alice", "ConfirmationCode": "246810"}
        """
            .formatted(CLIENT_ID),
        """
        {"ClientId": "%s", "SecretHash": "%s", "Username": "Alice", "ConfirmationCode": "246810"}
        """
            .formatted(CLIENT_ID, HASH));
  }

  @Test
  void codes_are_asked_for() {
    stub.on("ResendConfirmationCode", EMPTY).on("ForgotPassword", EMPTY);

    provider.registrations().resendCode(ALICE.username());
    withSecret.passwords().sendResetCode(ALICE.username());

    assertThat(stub.requests())
        .extracting(Request::operation, Request::body, Request::signed)
        .containsExactly(
            tuple(
                "ResendConfirmationCode",
                CognitoStub.parse(
                    "{\"ClientId\": \"%s\", \"Username\": \"Alice\"}".formatted(CLIENT_ID)),
                false),
            tuple(
                "ForgotPassword",
                CognitoStub.parse(
                    "{\"ClientId\": \"%s\", \"SecretHash\": \"%s\", \"Username\": \"Alice\"}"
                        .formatted(CLIENT_ID, HASH)),
                false));
  }

  @Test
  void refresh_asks_by_the_secret_itself_and_tells_a_replaced_token() {
    stub.on(
        "GetTokensFromRefreshToken",
        CognitoStub.json(
            """
            {"AuthenticationResult": {"AccessToken": "a", "IdToken": "%s", "ExpiresIn": 60}}
            """
                .formatted(ID_TOKEN)),
        CognitoStub.json(
            """
            {"AuthenticationResult":
              {"AccessToken": "a", "IdToken": "%s", "RefreshToken": "r2", "ExpiresIn": 60}}
            """
                .formatted(ID_TOKEN)));

    assertThat(provider.sessions().refresh(REFRESH)).isEqualTo(refreshed(null));
    assertThat(withSecret.sessions().refresh(REFRESH)).isEqualTo(refreshed(new RefreshToken("r2")));

    assertUnsigned(
        "GetTokensFromRefreshToken",
        "{\"ClientId\": \"%s\", \"RefreshToken\": \"refresh-token-text\"}".formatted(CLIENT_ID),
        """
        {"ClientId": "%s", "ClientSecret": "client-secret", "RefreshToken": "refresh-token-text"}
        """
            .formatted(CLIENT_ID));
  }

  @ParameterizedTest
  @CsvSource({"400, UnknownOperationException", "500, CognitoLocal#Unsupported"})
  void endpoint_that_does_not_know_the_operation_is_found_out_once(int status, String error) {
    stub.on("GetTokensFromRefreshToken", CognitoStub.error(status, error, "What?"))
        .on("AdminInitiateAuth", LOGGED_IN);

    assertThat(provider.sessions().refresh(REFRESH)).isInstanceOf(Refreshed.class);
    int asked = stub.requests().size();
    assertThat(provider.sessions().refresh(REFRESH)).isInstanceOf(Refreshed.class);

    assertThat(stub.operations().subList(asked, stub.operations().size()))
        .containsExactly("AdminInitiateAuth");
    Request flow = stub.requests().getLast();
    assertThat(flow.signed()).isTrue();
    assertThat(flow.body())
        .isEqualTo(
            CognitoStub.parse(
                """
                {"UserPoolId": "%s", "ClientId": "%s", "AuthFlow": "REFRESH_TOKEN_AUTH",
                 "AuthParameters": {"REFRESH_TOKEN": "refresh-token-text"}}
                """
                    .formatted(POOL_ID, CLIENT_ID)));
  }

  @Test
  void sessions_end_by_token_and_all_at_once() {
    stub.on("RevokeToken", EMPTY).on("GlobalSignOut", EMPTY);

    assertThat(withSecret.sessions().end(REFRESH)).isNull();
    assertThat(provider.sessions().endAll(ALICES_ACCESS))
        .isEqualTo(new LoggedOut(new EndedSessions.All()));

    assertThat(stub.requests())
        .extracting(Request::operation, Request::body, Request::signed)
        .containsExactly(
            tuple(
                "RevokeToken",
                CognitoStub.parse(
                    """
                    {"ClientId": "%s", "ClientSecret": "client-secret",
                     "Token": "refresh-token-text"}
                    """
                        .formatted(CLIENT_ID)),
                false),
            tuple(
                "GlobalSignOut",
                CognitoStub.parse("{\"AccessToken\": \"access.token.text\"}"),
                false));
  }

  @Test
  void reset_sets_the_password_ends_all_sessions_and_says_whose_they_were() {
    stub.on("ConfirmForgotPassword", EMPTY)
        .on("AdminUserGlobalSignOut", EMPTY)
        .on("AdminGetUser", storedUser("CONFIRMED", "alice@example.com"));

    assertThat(provider.passwords().reset(ALICE.username(), CODE, ALICE.password()))
        .isEqualTo(new PasswordReset(new Subject(SUBJECT), new EndedSessions.All()));

    String alice = "{\"UserPoolId\": \"%s\", \"Username\": \"Alice\"}".formatted(POOL_ID);
    assertThat(stub.requests())
        .extracting(Request::operation, Request::body, Request::signed)
        .containsExactly(
            tuple(
                "ConfirmForgotPassword",
                CognitoStub.parse(
                    """
                    {"ClientId": "%s", "Username": "Alice", "ConfirmationCode": "246810",
                     "Password": "Correct1horse"}
                    """
                        .formatted(CLIENT_ID)),
                false),
            tuple("AdminUserGlobalSignOut", CognitoStub.parse(alice), true),
            tuple("AdminGetUser", CognitoStub.parse(alice), true));
  }

  @Test
  void account_is_changed_by_its_access_token() {
    stub.on("ChangePassword", EMPTY)
        .on("GetUserAttributeVerificationCode", EMPTY)
        .on("VerifyUserAttribute", EMPTY);

    assertThat(provider.passwords().change(ALICES_ACCESS, ALICES_PASSWORD, ALICE.password()))
        .isEqualTo(new PasswordChanged());
    assertThat(provider.profiles().sendEmailCode(ALICES_ACCESS)).isEqualTo(new CodeRequested());
    assertThat(provider.profiles().verifyEmail(ALICES_ACCESS, CODE)).isEqualTo(new EmailVerified());

    assertThat(stub.requests())
        .extracting(Request::operation, Request::body, Request::signed)
        .containsExactly(
            tuple(
                "ChangePassword",
                CognitoStub.parse(
                    """
                    {"AccessToken": "access.token.text", "PreviousPassword": "Correct1horse",
                     "ProposedPassword": "Correct1horse"}
                    """),
                false),
            tuple(
                "GetUserAttributeVerificationCode",
                CognitoStub.parse(
                    "{\"AccessToken\": \"access.token.text\", \"AttributeName\": \"email\"}"),
                false),
            tuple(
                "VerifyUserAttribute",
                CognitoStub.parse(
                    """
                    {"AccessToken": "access.token.text", "AttributeName": "email",
                     "Code": "246810"}
                    """),
                false));
  }

  @Test
  void address_to_be_verified_leaves_the_former_in_force() {
    stub.on("GetUser", ALICES_ATTRIBUTES)
        .on(
            "UpdateUserAttributes",
            CognitoStub.json(
                """
                {"CodeDeliveryDetailsList":
                  [{"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": "o***"}]}
                """));

    assertThat(
            provider.profiles().changeEmail(ALICES_ACCESS, new EmailAddress("other@example.com")))
        .isEqualTo(new EmailChanged(new Identity.Email(ALICE.email(), true), true));

    assertThat(stub.operations()).containsExactly("GetUser", "UpdateUserAttributes", "GetUser");
    assertThat(stub.requests().get(1).body())
        .isEqualTo(
            CognitoStub.parse(
                """
                {"AccessToken": "access.token.text",
                 "UserAttributes": [{"Name": "email", "Value": "other@example.com"}]}
                """));
    assertThat(stub.requests()).noneMatch(Request::signed);
  }

  @Test
  void address_that_needs_no_verification_is_in_force_and_the_same_one_is_not_touched() {
    stub.on("GetUser", ALICES_ATTRIBUTES).on("UpdateUserAttributes", EMPTY);
    EmailAddress other = new EmailAddress("other@example.com");

    assertThat(provider.profiles().changeEmail(ALICES_ACCESS, other))
        .isEqualTo(new EmailChanged(new Identity.Email(other, false), false));
    assertThat(provider.profiles().changeEmail(ALICES_ACCESS, ALICE.email()))
        .isEqualTo(new EmailChanged(new Identity.Email(ALICE.email(), true), false));

    assertThat(stub.operations()).containsExactly("GetUser", "UpdateUserAttributes", "GetUser");
  }

  @Test
  void deletion_asks_for_the_password_first() {
    stub.on("AdminInitiateAuth", checkingPassword(ALICES_PASSWORD)).on("DeleteUser", EMPTY);

    assertThat(provider.profiles().delete(ALICES_ACCESS, new Password("wrong")))
        .isEqualTo(new InvalidCredentials());
    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
    assertThat(provider.profiles().delete(ALICES_ACCESS, ALICES_PASSWORD))
        .isEqualTo(new Deleted(new EndedSessions.All()));

    assertThat(stub.requests().getLast().operation()).isEqualTo("DeleteUser");
    assertThat(stub.requests().getLast().body())
        .isEqualTo(CognitoStub.parse("{\"AccessToken\": \"access.token.text\"}"));
  }

  private void assertUnsigned(String operation, String... bodies) {
    assertThat(stub.requests())
        .extracting(Request::operation, Request::body, Request::signed)
        .containsExactly(
            Stream.of(bodies)
                .map(body -> tuple(operation, CognitoStub.parse(body), false))
                .toArray(Tuple[]::new));
  }

  private static Refreshed refreshed(@Nullable RefreshToken token) {
    return new Refreshed(
        new Subject(SUBJECT),
        new RefreshedTokens(
            new IdToken(ID_TOKEN), new AccessToken("a"), token, Duration.ofSeconds(60)));
  }
}
