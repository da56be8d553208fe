package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.IssuerType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** What a user pool must be like for Gatehouse, and what it should be like. */
final class UserPoolChecks {
  /** As {@code NewPassword} has it. */
  private static final int OUR_MINIMUM_LENGTH = 8;

  /** What a registration sends, and what the service makes up itself. */
  private static final Set<String> SENT = Set.of("email", "sub");

  private final CognitoSettings settings;
  private final Set<String> issuers;
  private final PoolReport report;

  UserPoolChecks(CognitoSettings settings, Set<String> issuers, PoolReport report) {
    this.settings = settings;
    this.issuers = issuers;
    this.report = report;
  }

  void check(UserPoolType pool) {
    names(pool);
    registration(pool);
    codes(pool);
    passwords(pool.policies() == null ? null : pool.policies().passwordPolicy());
    issuer(pool);
    triggers(pool.lambdaConfig());
    if (pool.mfaConfiguration() == null || pool.mfaConfiguration() == UserPoolMfaType.OFF) {
      report.ok("mfa", "multi-factor authentication is off: authenticator apps can't be set up");
    }
    if (pool.deviceConfiguration() != null) {
      report.warning(
          "devices_remembered",
          "the pool remembers devices",
          "A refresh wants the device's key then, which Gatehouse does not send: users must log in"
              + " again when their tokens expire.",
          report.setOnPool("without --device-configuration"));
    }
    if (pool.deletionProtection() == DeletionProtectionType.ACTIVE) {
      report.ok("deletion_protection", "it is active");
    } else {
      report.warning(
          "deletion_unprotected",
          "deletion protection is inactive",
          "One command deletes the pool with all of its users.",
          report.setOnPool("--deletion-protection ACTIVE"));
    }
  }

  private void names(UserPoolType pool) {
    if (pool.usernameConfiguration() != null
        && Boolean.FALSE.equals(pool.usernameConfiguration().caseSensitive())) {
      report.ok("username_case", "user names are compared without case");
    } else {
      report.error(
          "usernames_case_sensitive",
          "user names are compared with case",
          "Alice and alice are two users to the pool and one to Gatehouse: people are taken for"
              + " each other, and share their limits.",
          PoolReport.newPool("--username-configuration CaseSensitive=false"));
    }
    if (!pool.usernameAttributes().isEmpty()) {
      report.error(
          "username_is_an_attribute",
          "users are named by " + pool.usernameAttributesAsStrings(),
          "Registrations with any other user name are refused.",
          PoolReport.newPool("no --username-attributes"));
    }
    if (!pool.aliasAttributes().isEmpty()) {
      report.warning(
          "aliases",
          "users can log in by " + pool.aliasAttributesAsStrings(),
          "Limits count an alias as a name of its own, so that guessers get more attempts.",
          PoolReport.newPool("no --alias-attributes"));
    }
  }

  private void registration(UserPoolType pool) {
    if (pool.adminCreateUserConfig() != null
        && Boolean.TRUE.equals(pool.adminCreateUserConfig().allowAdminCreateUserOnly())) {
      report.error(
          "registration_closed",
          "only administrators may create users",
          "Every registration fails.",
          report.setOnPool("--admin-create-user-config AllowAdminCreateUserOnly=false"));
    } else {
      report.ok("registration", "users may register");
    }
    List<String> required =
        pool.schemaAttributes().stream()
            .filter(attribute -> Boolean.TRUE.equals(attribute.required()))
            .map(SchemaAttributeType::name)
            .filter(name -> !SENT.contains(name))
            .toList();
    if (!required.isEmpty()) {
      report.error(
          "attributes_required",
          "a user must have " + String.join(", ", required),
          "Registrations send an e-mail address alone, and fail.",
          PoolReport.newPool("no required attribute but email"));
    }
  }

  private void codes(UserPoolType pool) {
    if (!pool.autoVerifiedAttributes().contains(VerifiedAttributeType.EMAIL)) {
      String fix = report.setOnPool("--auto-verified-attributes email");
      if (settings.confirmation() == RegistrationConfirmation.CODE) {
        report.error(
            "codes_not_sent",
            "REGISTRATION_CONFIRMATION is code, and the pool verifies no e-mail addresses",
            "Nobody gets the code that confirms a registration.",
            fix);
      } else {
        report.warning(
            "codes_not_sent",
            "the pool verifies no e-mail addresses",
            "No code is ever sent: forgotten passwords can't be reset, addresses not verified.",
            fix);
      }
      return;
    }
    report.ok("codes", "codes are sent by e-mail");
    if (pool.emailConfigurationFailure() != null) {
      report.error(
          "email_fails",
          "the last e-mail could not be sent: " + pool.emailConfigurationFailure(),
          "Codes do not arrive.",
          "Mend the pool's e-mail configuration in Amazon SES.");
    }
    if (pool.emailConfiguration() == null
        || pool.emailConfiguration().emailSendingAccount() != EmailSendingAccountType.DEVELOPER) {
      report.warning(
          "email_quota",
          "Cognito's own account sends the e-mails",
          "It sends some 50 a day for an account; then codes are not sent any more.",
          report.setOnPool(
              "--email-configuration EmailSendingAccount=DEVELOPER,SourceArn=YOUR_SES_IDENTITY"));
    }
    if (pool.accountRecoverySetting() != null
        && pool.accountRecoverySetting().recoveryMechanisms().stream()
            .noneMatch(option -> option.name() == RecoveryOptionNameType.VERIFIED_EMAIL)) {
      report.warning(
          "no_recovery_by_email",
          "accounts can't be recovered by a verified e-mail address",
          "Forgotten passwords can't be reset.",
          report.setOnPool(
              "--account-recovery-setting"
                  + " 'RecoveryMechanisms=[{Priority=1,Name=verified_email}]'"));
    }
    if (pool.userAttributeUpdateSettings() == null
        || !pool.userAttributeUpdateSettings()
            .attributesRequireVerificationBeforeUpdate()
            .contains(VerifiedAttributeType.EMAIL)) {
      report.warning(
          "email_changes_unverified",
          "another e-mail address counts before it is verified",
          "Who mistypes a new address can't get codes any more.",
          report.setOnPool(
              "--user-attribute-update-settings AttributesRequireVerificationBeforeUpdate=email"));
    }
  }

  private void passwords(@Nullable PasswordPolicyType policy) {
    if (policy == null) {
      return;
    }
    List<String> stricter = new ArrayList<>();
    List<String> weaker = new ArrayList<>();
    int length = policy.minimumLength() == null ? 0 : policy.minimumLength();
    if (length > OUR_MINIMUM_LENGTH) {
      stricter.add("at least " + length + " characters");
    } else if (length < OUR_MINIMUM_LENGTH) {
      weaker.add(length + " characters are enough");
    }
    if (Boolean.TRUE.equals(policy.requireSymbols())) {
      stricter.add("a symbol");
    }
    if (policy.passwordHistorySize() != null && policy.passwordHistorySize() > 0) {
      stricter.add("none of the last " + policy.passwordHistorySize());
    }
    if (!Boolean.TRUE.equals(policy.requireUppercase())) {
      weaker.add("no upper-case letter is asked for");
    }
    if (!Boolean.TRUE.equals(policy.requireLowercase())) {
      weaker.add("no lower-case letter is asked for");
    }
    if (!Boolean.TRUE.equals(policy.requireNumbers())) {
      weaker.add("no digit is asked for");
    }
    String ours =
        report.setOnPool(
            "--policies 'PasswordPolicy={MinimumLength=8,RequireUppercase=true,"
                + "RequireLowercase=true,RequireNumbers=true,RequireSymbols=false}'");
    if (!stricter.isEmpty()) {
      report.warning(
          "stricter_passwords",
          "the pool's password policy wants " + String.join(", ", stricter),
          "Passwords that Gatehouse's rules allow are refused, with the pool's reason alone.",
          "Tell your users, or " + ours);
    }
    if (!weaker.isEmpty()) {
      report.warning(
          "weaker_passwords",
          "by the pool's password policy " + String.join(", ", weaker),
          "Passwords that are set elsewhere than through Gatehouse may be weaker than its rules.",
          ours);
    }
    if (stricter.isEmpty() && weaker.isEmpty()) {
      report.ok("password_policy", "it is Gatehouse's");
    }
  }

  /** An emulator issues in its own name. */
  private void issuer(UserPoolType pool) {
    if (settings.endpoint() != null
        || pool.issuerConfiguration() == null
        || pool.issuerConfiguration().type() == null) {
      return;
    }
    boolean updated = pool.issuerConfiguration().type() == IssuerType.UPDATED;
    String issuer =
        "https://%scognito-idp.%s.amazonaws.com/%s"
            .formatted(updated ? "issuer-" : "", settings.region(), settings.userPoolId());
    if (issuers.contains(issuer)) {
      report.ok("issuer", "the pool issues tokens as " + issuer);
    } else {
      report.error(
          "issuer_form",
          "the pool issues tokens as %s, and %s is trusted"
              .formatted(issuer, issuers.stream().sorted().collect(Collectors.joining(", "))),
          "Every token is refused.",
          "COGNITO_ISSUER=" + issuer);
    }
  }

  private void triggers(@Nullable LambdaConfigType triggers) {
    if (triggers == null) {
      return;
    }
    if (triggers.preSignUp() != null) {
      report.warning(
          "pre_sign_up_trigger",
          "a function is called before each registration: " + triggers.preSignUp(),
          "It may refuse registrations, or confirm them before a code has.",
          "Make sure that it does neither where Gatehouse counts on it, or remove it.");
    }
    if (triggers.defineAuthChallenge() != null) {
      report.warning(
          "custom_challenges",
          "a function defines challenges of its own: " + triggers.defineAuthChallenge(),
          "Logins that meet one end with challenge_not_supported.",
          "Remove it, or let these users log in elsewhere.");
    }
  }
}
