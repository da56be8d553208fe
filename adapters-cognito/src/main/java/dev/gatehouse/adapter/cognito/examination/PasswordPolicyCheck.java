package dev.gatehouse.adapter.cognito.examination;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;

/** Compares a user pool's password policy with Gatehouse's rules for passwords. */
final class PasswordPolicyCheck {
  /** The minimum length in {@code NewPassword}. */
  private static final int OUR_MINIMUM_LENGTH = 8;

  private PasswordPolicyCheck() {}

  static void check(PasswordPolicyType policy, PoolReport report) {
    List<String> stricter = new ArrayList<>();
    List<String> weaker = new ArrayList<>();
    int length = policy.minimumLength() == null ? 0 : policy.minimumLength();
    if (length > OUR_MINIMUM_LENGTH) {
      stricter.add("at least " + length + " characters");
    } else if (length < OUR_MINIMUM_LENGTH) {
      weaker.add("has a minimum length of only " + length);
    }
    if (Boolean.TRUE.equals(policy.requireSymbols())) {
      stricter.add("a symbol");
    }
    if (policy.passwordHistorySize() != null && policy.passwordHistorySize() > 0) {
      stricter.add("a password different from the last " + policy.passwordHistorySize());
    }
    if (!Boolean.TRUE.equals(policy.requireUppercase())) {
      weaker.add("does not require an upper-case letter");
    }
    if (!Boolean.TRUE.equals(policy.requireLowercase())) {
      weaker.add("does not require a lower-case letter");
    }
    if (!Boolean.TRUE.equals(policy.requireNumbers())) {
      weaker.add("does not require a digit");
    }
    String ours =
        report.setOnPool(
            "--policies 'PasswordPolicy={MinimumLength=8,RequireUppercase=true,"
                + "RequireLowercase=true,RequireNumbers=true,RequireSymbols=false}'");
    if (!stricter.isEmpty()) {
      report.warning(
          "stricter_passwords",
          "the pool's password policy requires " + String.join(", ", stricter),
          "The pool refuses some passwords that Gatehouse allows, and only the log shows the"
              + " reason.",
          "Tell your users, or " + ours);
    }
    if (!weaker.isEmpty()) {
      report.warning(
          "weaker_passwords",
          "the pool's password policy " + String.join(", ", weaker),
          "Passwords that are not set through Gatehouse can be weaker than its rules.",
          ours);
    }
    if (stricter.isEmpty() && weaker.isEmpty()) {
      report.ok("password_policy", "the pool's password policy is the same as Gatehouse's");
    }
  }
}
