package dev.gatehouse.adapter.cognito.examination;

import static dev.gatehouse.adapter.cognito.Fixtures.CREDENTIALS;
import static dev.gatehouse.adapter.cognito.Fixtures.POOL_ID;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.cognito.ClientSecret;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.CognitoStub;
import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.Fixtures;
import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.adapter.cognito.examination.PoolFinding.Severity;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.cognitoidentityprovider.model.IssuerType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

@Timeout(60)
final class UserPoolExaminationTest {
  private static final String ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/" + POOL_ID;

  /** A pool without any error or warning. */
  private static final String POOL =
      """
      {
        "Id": "eu-central-1_AbCdEfGhI",
        "Policies": {"PasswordPolicy": {"MinimumLength": 8, "RequireUppercase": true,
          "RequireLowercase": true, "RequireNumbers": true, "RequireSymbols": false}},
        "DeletionProtection": "ACTIVE",
        "SchemaAttributes": [{"Name": "sub", "Required": true}, {"Name": "email", "Required": true}],
        "AutoVerifiedAttributes": ["email"],
        "UsernameConfiguration": {"CaseSensitive": false},
        "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": false},
        "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
        "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
        "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
        "MfaConfiguration": "OPTIONAL"
      }
      """;

  private static final String CLIENT =
      """
      {
        "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado",
        "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": true,
        "EnablePropagateAdditionalUserContextData": true,
        "IdTokenValidity": 60,
        "AccessTokenValidity": 60,
        "TokenValidityUnits": {"IdToken": "minutes", "AccessToken": "minutes"}
      }
      """;

  private static final Answer DENIED =
      CognitoStub.error("AccessDeniedException", "not authorized to perform");

  @AutoClose private final CognitoStub stub = new CognitoStub();
  private final ObjectNode pool = object(POOL);
  private final ObjectNode client = object(CLIENT);
  private InstantSource clock = InstantSource.system();
  private AwsCredentialsProvider credentials = CREDENTIALS;
  private @Nullable ClientSecret secret;
  private RegistrationConfirmation confirmation = RegistrationConfirmation.CODE;

  UserPoolExaminationTest() {
    stub.answers(
        """
        AdminGetUser UserNotFoundException User does not exist.
        AdminConfirmSignUp UserNotFoundException User does not exist.
        AdminUserGlobalSignOut UserNotFoundException User does not exist.
        AdminInitiateAuth NotAuthorizedException Incorrect username or password.
        AdminRespondToAuthChallenge CodeMismatchException Invalid session for the user.
        """);
    stub.on("DescribeUserPool", describing("UserPool", pool))
        .on("DescribeUserPoolClient", describing("UserPoolClient", client));
  }

  /** Creates a description of the object's state at the time of the call. */
  private static Answer describing(String name, ObjectNode object) {
    return (request, exchange) -> CognitoStub.json(Map.of(name, object)).give(request, exchange);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) CognitoStub.parse(json);
  }

  private List<PoolFinding> examine() {
    return examine(Fixtures.PATIENT);
  }

  private List<PoolFinding> examine(CallLimits limits) {
    CognitoSettings settings = Fixtures.settings(stub.endpoint(), secret, confirmation);
    return UserPoolExamination.of(
        settings, Set.of(ISSUER), PasswordPolicy.COMPOSED, clock, credentials, limits);
  }

  private List<PoolFinding> examineForTrouble() {
    return examine().stream().filter(finding -> finding.severity() != Severity.OK).toList();
  }

  private static List<String> errors(List<PoolFinding> findings) {
    return findings.stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(PoolFinding::code)
        .toList();
  }

  private void assertOnly(Severity severity, String code, String inItsFix) {
    assertThat(examineForTrouble())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.found()).isNotBlank().hasLineCount(1);
              assertThat(finding.meaning()).isNotBlank().hasLineCount(1);
              assertThat(finding.fix()).hasLineCount(1).contains(inItsFix);
            });
  }

  @Test
  void correct_pool_and_client_have_only_ok_findings() {
    List<PoolFinding> findings = examine();

    assertThat(findings).allSatisfy(it -> assertThat(it.severity()).isEqualTo(Severity.OK));
    assertThat(findings)
        .extracting(PoolFinding::code)
        .contains("username_case", "existence_errors", "token_revocation", "refresh", "clock")
        .filteredOn("permission"::equals)
        .hasSize(5);
  }

  @Test
  void examination_changes_nothing_and_names_no_real_user() {
    examine();

    assertThat(stub.operations())
        .containsExactlyInAnyOrder(
            "DescribeUserPool",
            "DescribeUserPoolClient",
            "AdminGetUser",
            "AdminConfirmSignUp",
            "AdminUserGlobalSignOut",
            "AdminInitiateAuth",
            "AdminRespondToAuthChallenge");
    assertThat(stub.requests())
        .filteredOn(request -> request.body().has("Username"))
        .hasSize(3)
        .allSatisfy(
            request ->
                assertThat(request.body().path("Username").asText())
                    .startsWith("gatehouse-doctor-nobody-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pool | {"UsernameConfiguration":{"CaseSensitive":true}} | ERROR | usernames_case_sensitive | CaseSensitive=false
          pool | {"UsernameConfiguration":null} | ERROR | usernames_case_sensitive | another pool
          pool | {"UsernameAttributes":["email"]} | ERROR | username_is_an_attribute | another pool
          pool | {"AliasAttributes":["email"]} | WARNING | aliases | another pool
          pool | {"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true}} | ERROR | registration_closed | AllowAdminCreateUserOnly=false
          pool | {"SchemaAttributes":[{"Name":"birthdate","Required":true}]} | ERROR | attributes_required | another pool
          pool | {"AutoVerifiedAttributes":[]} | ERROR | codes_not_sent | --auto-verified-attributes email
          pool | {"EmailConfigurationFailure":"not verified"} | ERROR | email_fails | SES
          pool | {"EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"}} | WARNING | email_quota | EmailSendingAccount=DEVELOPER
          pool | {"AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"admin_only"}]}} | WARNING | no_recovery_by_email | verified_email
          pool | {"UserAttributeUpdateSettings":null} | WARNING | email_changes_unverified | --user-attribute-update-settings
          pool | {"Policies":{"PasswordPolicy":{"MinimumLength":12,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true}}} | WARNING | stricter_passwords | MinimumLength=8
          pool | {"Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"PasswordHistorySize":3}}} | WARNING | stricter_passwords | Tell your users
          pool | {"Policies":{"PasswordPolicy":{"MinimumLength":6,"RequireUppercase":true,"RequireLowercase":true}}} | WARNING | weaker_passwords | RequireNumbers=true
          pool | {"DeviceConfiguration":{"ChallengeRequiredOnNewDevice":true}} | WARNING | devices_remembered | without --device-configuration
          pool | {"DeletionProtection":"INACTIVE"} | WARNING | deletion_unprotected | --deletion-protection ACTIVE
          pool | {"LambdaConfig":{"PreSignUp":"arn:aws:lambda:x"}} | WARNING | pre_sign_up_trigger | remove it
          pool | {"LambdaConfig":{"DefineAuthChallenge":"arn:aws:lambda:x"}} | WARNING | custom_challenges | Remove it
          client | {"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]} | ERROR | login_flow_off | ALLOW_ADMIN_USER_PASSWORD_AUTH
          client | {"ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH"]} | ERROR | refresh_off | ALLOW_REFRESH_TOKEN_AUTH
          client | {"ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_PASSWORD_AUTH"]} | WARNING | public_flows | --explicit-auth-flows
          client | {"RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":30}} | ERROR | refresh_flow_with_rotation | --explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH
          client | {"ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH"],"RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":0}} | WARNING | no_rotation_grace | RetryGracePeriodSeconds=30
          client | {"PreventUserExistenceErrors":"LEGACY"} | ERROR | existence_errors_legacy | --prevent-user-existence-errors ENABLED
          client | {"PreventUserExistenceErrors":null} | ERROR | existence_errors_legacy | --prevent-user-existence-errors ENABLED
          client | {"EnableTokenRevocation":false} | ERROR | token_revocation_off | --enable-token-revocation
          client | {"ClientSecret":"hush"} | ERROR | client_secret_missing | COGNITO_CLIENT_SECRET
          client | {"AccessTokenValidity":1,"TokenValidityUnits":{"AccessToken":"days","IdToken":"minutes"}} | WARNING | long_lived_tokens | --access-token-validity
          client | {"IdTokenValidity":24,"TokenValidityUnits":{"AccessToken":"minutes"}} | WARNING | long_lived_tokens | --id-token-validity
          client | {"WriteAttributes":["nickname"]} | ERROR | email_not_writable | --write-attributes
          client | {"ReadAttributes":["email"]} | WARNING | email_not_readable | email_verified
          """)
  void each_misconfiguration_is_reported_with_its_fix(
      String of, String members, Severity severity, String code, String fix) {
    (of.equals("pool") ? pool : client).setAll(object(members));

    assertOnly(severity, code, fix);
  }

  @Test
  void rotation_with_grace_period_without_refresh_flow_is_accepted() {
    client.setAll(
        object(
            """
            {"ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
              "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10}}
            """));

    assertThat(examineForTrouble()).isEmpty();
  }

  @Test
  void pool_without_codes_is_a_warning_with_auto_confirmation() {
    confirmation = RegistrationConfirmation.AUTO;
    pool.putArray("AutoVerifiedAttributes");

    assertOnly(Severity.WARNING, "codes_not_sent", "--auto-verified-attributes email");
  }

  @Test
  void automatic_confirmation_warns_of_addresses_that_stay_unverified() {
    confirmation = RegistrationConfirmation.AUTO;

    assertOnly(Severity.WARNING, "addresses_unverified", "REGISTRATION_CONFIRMATION=code");
  }

  @Test
  void several_misconfigurations_are_all_reported_with_a_fix() {
    pool.setAll(
        object(
            """
            {
              "UsernameConfiguration": {"CaseSensitive": true},
              "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": true},
              "AutoVerifiedAttributes": [],
              "DeletionProtection": "INACTIVE",
              "Policies": {"PasswordPolicy": {"MinimumLength": 14, "RequireUppercase": true,
                "RequireLowercase": true, "RequireNumbers": true}}
            }
            """));
    client.setAll(
        object(
            """
            {
              "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
              "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 30},
              "PreventUserExistenceErrors": "LEGACY",
              "EnableTokenRevocation": false
            }
            """));
    stub.on("AdminUserGlobalSignOut", DENIED);

    List<PoolFinding> findings = examineForTrouble();

    assertThat(findings.stream().map(PoolFinding::code).sorted().collect(joining(" ")))
        .isEqualTo(
            "codes_not_sent deletion_unprotected existence_errors_legacy login_flow_off"
                + " permission_missing public_flows refresh_flow_with_rotation registration_closed"
                + " stricter_passwords token_revocation_off usernames_case_sensitive");
    assertThat(findings).allSatisfy(finding -> assertThat(finding.fix()).isNotBlank());
  }

  @Test
  void client_secret_is_compared_but_never_shown() {
    secret = new ClientSecret("configured-secret");
    client.put("ClientSecret", "other-secret-of-theirs");

    List<PoolFinding> wrong = examine();
    client.put("ClientSecret", "configured-secret");

    assertThat(errors(wrong)).containsExactly("client_secret_wrong");
    assertThat(wrong.toString()).doesNotContain("configured-secret", "other-secret-of-theirs");
    assertThat(errors(examine())).isEmpty();
    client.remove("ClientSecret");
    assertThat(errors(examine())).containsExactly("client_secret_needless");
  }

  @Test
  void client_that_does_not_accept_the_context_is_reported() {
    secret = new ClientSecret("configured-secret");
    client.put("ClientSecret", "configured-secret");
    client.remove("EnablePropagateAdditionalUserContextData");

    assertOnly(
        Severity.ERROR, "user_context_off", "--enable-propagate-additional-user-context-data");
  }

  @Test
  void refused_client_secret_and_refused_login_flow_are_reported() {
    stub.answers(
        "AdminInitiateAuth NotAuthorizedException Unable to verify secret hash for client x");
    assertThat(errors(examine())).containsExactly("client_secret_refused");

    stub.answers(
        "AdminInitiateAuth InvalidParameterException Auth flow not enabled for this client");
    assertThat(errors(examine())).containsExactly("login_flow_refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AdminGetUser",
        "AdminConfirmSignUp",
        "AdminUserGlobalSignOut",
        "AdminInitiateAuth",
        "AdminRespondToAuthChallenge",
        "DescribeUserPool",
        "DescribeUserPoolClient"
      })
  void missing_permission_is_reported_and_other_checks_still_run(String operation) {
    stub.on(operation, DENIED);

    assertOnly(
        Severity.ERROR,
        "permission_missing",
        operation.startsWith("Describe")
            ? "scripts/iam-policy-doctor.json"
            : "scripts/iam-policy.json");
    assertThat(examineForTrouble().getFirst().found()).contains("cognito-idp:" + operation + " ");
    assertThat(stub.operations()).hasSize(2 * 7);
  }

  @Test
  void size_of_a_clock_difference_is_reported() {
    InstantSource right = InstantSource.system();
    clock = InstantSource.offset(right, Duration.ofSeconds(30));
    assertThat(examineForTrouble())
        .singleElement()
        .satisfies(it -> assertThat(it.severity()).isEqualTo(Severity.WARNING))
        .satisfies(it -> assertThat(it.code()).isEqualTo("clock_off"))
        .satisfies(it -> assertThat(it.found()).containsPattern("(29|30|31) s ahead"));

    clock = InstantSource.offset(right, Duration.ofMinutes(-10));
    assertThat(errors(examine())).containsExactly("clock_off");
  }

  @Test
  void missing_pool_or_client_is_reported() {
    stub.on("DescribeUserPool", CognitoStub.error("ResourceNotFoundException", "no pool"));
    assertThat(examineForTrouble())
        .singleElement()
        .satisfies(it -> assertThat(it.found()).contains(POOL_ID, "eu-central-1"))
        .satisfies(it -> assertThat(it.fix()).contains("list-user-pools"));

    stub.on("DescribeUserPool", describing("UserPool", pool));
    stub.on("DescribeUserPoolClient", CognitoStub.error("ResourceNotFoundException", "no client"));
    assertThat(errors(examine())).containsExactly("client_unknown");
  }

  @Test
  void missing_or_refused_credentials_end_the_examination() {
    credentials = Fixtures.NO_CREDENTIALS;
    assertThat(errors(examine())).containsExactly("credentials_missing");
    assertThat(stub.operations()).isEmpty();

    credentials = CREDENTIALS;
    stub.on("DescribeUserPool", CognitoStub.error("ExpiredTokenException", "expired"));
    assertThat(errors(examine())).containsExactly("credentials_refused");
    assertThat(stub.operations()).containsOnly("DescribeUserPool");
  }

  @Test
  void failed_call_is_reported_as_a_finding() {
    for (Answer trouble :
        List.of(
            CognitoStub.status(503, "<html>busy</html>"),
            CognitoStub.status(200, "{}"),
            CognitoStub.json("<html>"),
            CognitoStub.error("TooManyRequestsException", "slow down"))) {
      stub.on("DescribeUserPool", trouble);

      assertThat(errors(examine())).singleElement().isIn("call_failed", "answer_makes_no_sense");
    }
    for (Answer silence : List.of(stub.stall(), CognitoStub.hangUp())) {
      stub.on("DescribeUserPool", silence);

      assertThat(errors(examine(Fixtures.HASTY))).containsExactly("unreachable");
    }
  }

  @Test
  void password_policy_is_compared_with_the_setting() {
    PasswordPolicyType composed =
        PasswordPolicyType.builder()
            .minimumLength(8)
            .requireUppercase(true)
            .requireLowercase(true)
            .requireNumbers(true)
            .build();
    PasswordPolicyType phrase = PasswordPolicyType.builder().minimumLength(15).build();

    assertThat(policyFindings(composed, PasswordPolicy.COMPOSED)).isEmpty();
    assertThat(policyFindings(composed, PasswordPolicy.PASSPHRASE))
        .containsExactly("stricter_passwords", "weaker_passwords");
    assertThat(policyFindings(phrase, PasswordPolicy.PASSPHRASE)).isEmpty();
    assertThat(policyFindings(phrase, PasswordPolicy.COMPOSED))
        .containsExactly("stricter_passwords", "weaker_passwords");
  }

  private static List<String> policyFindings(PasswordPolicyType pool, PasswordPolicy ours) {
    PoolReport report = new PoolReport(Fixtures.settings(null, null));
    PasswordPolicyCheck.check(pool, ours, report);
    return report.findings().stream()
        .map(PoolFinding::code)
        .filter(code -> !code.equals("password_policy"))
        .toList();
  }

  @Test
  void issuer_of_the_other_form_is_reported() {
    UserPoolType updated =
        UserPoolType.builder().issuerConfiguration(it -> it.type(IssuerType.UPDATED)).build();
    PoolReport report = new PoolReport(Fixtures.settings(null, null));
    new UserPoolChecks(
            Fixtures.settings(null, null), Set.of(ISSUER), PasswordPolicy.COMPOSED, report)
        .check(updated);

    assertThat(report.findings())
        .filteredOn(finding -> finding.code().equals("issuer_form"))
        .extracting(PoolFinding::fix)
        .containsExactly(
            "Set COGNITO_ISSUER=https://issuer-cognito-idp.eu-central-1.amazonaws.com/" + POOL_ID);
  }
}
