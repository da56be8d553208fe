package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.domain.account.PasswordPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;

/** Compares a user pool's password policy with Gatehouse's rules for passwords. */
final class PasswordPolicyCheck {
  private PasswordPolicyCheck() {}

  static void check(PasswordPolicyType policy, PasswordPolicy ours, PoolReport report) {
    boolean composed = ours == PasswordPolicy.COMPOSED;
    List<String> stricter = new ArrayList<>();
    List<String> weaker = new ArrayList<>();
    int length = policy.minimumLength() == null ? 0 : policy.minimumLength();
    if (length > ours.minLength()) {
      stricter.add("at least " + length + " characters");
    } else if (length < ours.minLength()) {
      weaker.add("has a minimum length of only " + length);
    }
    if (Boolean.TRUE.equals(policy.requireSymbols())) {
      stricter.add("a symbol");
    }
    if (policy.passwordHistorySize() != null && policy.passwordHistorySize() > 0) {
      stricter.add("a password different from the last " + policy.passwordHistorySize());
    }
    BiConsumer<@Nullable Boolean, String> compare =
        (required, what) -> {
          boolean isRequired = Boolean.TRUE.equals(required);
          if (isRequired && !composed) {
            stricter.add(what);
          } else if (!isRequired && composed) {
            weaker.add("does not require " + what);
          }
        };
    compare.accept(policy.requireUppercase(), "an upper-case letter");
    compare.accept(policy.requireLowercase(), "a lower-case letter");
    compare.accept(policy.requireNumbers(), "a digit");
    String fix =
        report.setOnPool(
            ("--policies 'PasswordPolicy={MinimumLength=%d,RequireUppercase=%b,"
                    + "RequireLowercase=%b,RequireNumbers=%b,RequireSymbols=false}'")
                .formatted(ours.minLength(), composed, composed, composed));
    if (!stricter.isEmpty()) {
      report.warning(
          "stricter_passwords",
          "the pool's password policy requires " + String.join(", ", stricter),
          "The pool refuses some passwords that Gatehouse allows, and only the log shows the"
              + " reason.",
          "Tell your users, or " + fix);
    }
    if (!weaker.isEmpty()) {
      report.warning(
          "weaker_passwords",
          "the pool's password policy " + String.join(", ", weaker),
          "Passwords that are not set through Gatehouse can be weaker than its rules.",
          fix);
    }
    if (stricter.isEmpty() && weaker.isEmpty()) {
      report.ok("password_policy", "the pool's password policy is the same as Gatehouse's");
    }
  }
}
