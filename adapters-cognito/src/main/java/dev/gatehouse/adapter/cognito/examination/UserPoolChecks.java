package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.IssuerType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** Checks the settings that a user pool must have, and the settings that it should have. */
final class UserPoolChecks {
  /** The attribute that a registration sends, and the one that Cognito creates. */
  private static final Set<String> SENT = Set.of("email", "sub");

  private final CognitoSettings settings;
  private final Set<String> issuers;
  private final PasswordPolicy passwords;
  private final PoolReport report;

  UserPoolChecks(
      CognitoSettings settings, Set<String> issuers, PasswordPolicy passwords, PoolReport report) {
    this.settings = settings;
    this.issuers = issuers;
    this.passwords = passwords;
    this.report = report;
  }

  void check(UserPoolType pool) {
    names(pool);
    registration(pool);
    codes(pool);
    if (pool.policies() != null && pool.policies().passwordPolicy() != null) {
      PasswordPolicyCheck.check(pool.policies().passwordPolicy(), passwords, report);
    }
    issuer(pool);
    triggers(pool.lambdaConfig());
    if (pool.mfaConfiguration() == null || pool.mfaConfiguration() == UserPoolMfaType.OFF) {
      report.ok(
          "mfa", "multi-factor authentication is off, so users can't set up authenticator apps");
    }
    if (pool.deviceConfiguration() != null) {
      report.warning(
          "devices_remembered",
          "the pool remembers devices",
          "A refresh then requires the device key, which Gatehouse does not send. Users must log in"
              + " again when their tokens expire.",
          report.setOnPool("without --device-configuration"));
    }
    if (pool.deletionProtection() == DeletionProtectionType.ACTIVE) {
      report.ok("deletion_protection", "deletion protection is active");
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
      report.ok("username_case", "the pool ignores the case of user names");
    } else {
      report.error(
          "usernames_case_sensitive",
          "the pool distinguishes user names by case",
          "The pool treats Alice and alice as two users, but Gatehouse treats them as one. So"
              + " Gatehouse confuses these users, and they share rate limits.",
          PoolReport.newPool("--username-configuration CaseSensitive=false"));
    }
    if (!pool.usernameAttributes().isEmpty()) {
      report.error(
          "username_is_an_attribute",
          "user names must be one of " + pool.usernameAttributesAsStrings(),
          "The pool refuses registrations with any other user name.",
          PoolReport.newPool("no --username-attributes"));
    }
    if (!pool.aliasAttributes().isEmpty()) {
      report.warning(
          "aliases",
          "users can also log in with " + pool.aliasAttributesAsStrings(),
          "Rate limits count an alias as a separate user name, so an attacker gets more attempts to"
              + " guess a password.",
          PoolReport.newPool("no --alias-attributes"));
    }
  }

  private void registration(UserPoolType pool) {
    if (pool.adminCreateUserConfig() != null
        && Boolean.TRUE.equals(pool.adminCreateUserConfig().allowAdminCreateUserOnly())) {
      report.error(
          "registration_closed",
          "only administrators can create users",
          "Every registration fails.",
          report.setOnPool("--admin-create-user-config AllowAdminCreateUserOnly=false"));
    } else {
      report.ok("registration", "users can register");
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
          "the pool requires the attributes " + String.join(", ", required),
          "Every registration fails, because Gatehouse sends only the e-mail address.",
          PoolReport.newPool("no required attribute but email"));
    }
  }

  private void codes(UserPoolType pool) {
    if (!pool.autoVerifiedAttributes().contains(VerifiedAttributeType.EMAIL)) {
      String fix = report.setOnPool("--auto-verified-attributes email");
      if (settings.confirmation() == RegistrationConfirmation.CODE) {
        report.error(
            "codes_not_sent",
            "REGISTRATION_CONFIRMATION is code, but the pool does not verify e-mail addresses",
            "Users do not get the code that confirms a registration.",
            fix);
      } else {
        report.warning(
            "codes_not_sent",
            "the pool does not verify e-mail addresses",
            "No code is sent: users can't reset a forgotten password or verify an address.",
            fix);
      }
      return;
    }
    report.ok("codes", "codes are sent by e-mail");
    if (settings.confirmation() == RegistrationConfirmation.AUTO) {
      report.warning(
          "addresses_unverified",
          "REGISTRATION_CONFIRMATION is auto, so new users have an unverified address",
          "Users who forget the password cannot reset it: the pool sends the code only to a"
              + " verified address.",
          "Set REGISTRATION_CONFIRMATION=code, or ask users to verify the address, as the account"
              + " page does.");
    }
    if (pool.emailConfigurationFailure() != null) {
      report.error(
          "email_fails",
          "the pool could not send its last e-mail: " + pool.emailConfigurationFailure(),
          "Users do not get codes.",
          "Fix the pool's e-mail configuration in Amazon SES.");
    }
    if (pool.emailConfiguration() == null
        || pool.emailConfiguration().emailSendingAccount() != EmailSendingAccountType.DEVELOPER) {
      report.warning(
          "email_quota",
          "the pool sends e-mails through Cognito's own account",
          "This account sends only about 50 e-mails a day. After that, no codes are sent.",
          report.setOnPool(
              "--email-configuration EmailSendingAccount=DEVELOPER,SourceArn=YOUR_SES_IDENTITY"));
    }
    if (pool.accountRecoverySetting() != null
        && pool.accountRecoverySetting().recoveryMechanisms().stream()
            .noneMatch(option -> option.name() == RecoveryOptionNameType.VERIFIED_EMAIL)) {
      report.warning(
          "no_recovery_by_email",
          "users can't recover an account through a verified e-mail address",
          "Users can't reset a forgotten password.",
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
          "a new e-mail address replaces the old one before it is verified",
          "A user who mistypes a new address does not get codes any more.",
          report.setOnPool(
              "--user-attribute-update-settings AttributesRequireVerificationBeforeUpdate=email"));
    }
  }

  /** Checks the issuer, but not of an emulator, because its issuer is different. */
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
      report.ok("issuer", "the issuer of the pool's tokens is trusted: " + issuer);
    } else {
      report.error(
          "issuer_form",
          "the issuer of the pool's tokens is %s, but Gatehouse trusts only %s"
              .formatted(issuer, issuers.stream().sorted().collect(Collectors.joining(", "))),
          "Gatehouse refuses every token.",
          "Set COGNITO_ISSUER=" + issuer);
    }
  }

  private void triggers(@Nullable LambdaConfigType triggers) {
    if (triggers == null) {
      return;
    }
    if (triggers.preSignUp() != null) {
      report.warning(
          "pre_sign_up_trigger",
          "a Lambda function runs before each registration: " + triggers.preSignUp(),
          "It can refuse registrations, or confirm them without a code.",
          "Make sure that it does neither of these, or remove it.");
    }
    if (triggers.defineAuthChallenge() != null) {
      report.warning(
          "custom_challenges",
          "a Lambda function defines custom challenges: " + triggers.defineAuthChallenge(),
          "A login with such a challenge ends with challenge_not_supported.",
          "Remove it, or let these users log in without Gatehouse.");
    }
  }
}
