package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import java.util.List;

/**
 * The password breaks a rule for new passwords. Nothing was changed; a code or challenge session
 * stays valid.
 *
 * @param violations the rules of our policy that it breaks; empty if it breaks a rule of the
 *     provider
 */
public record PasswordRefused(List<Violation> violations)
    implements PasswordChangeOutcome,
        PasswordResetOutcome,
        ProviderChallengeOutcome,
        RegistrationOutcome {
  /** Creates the outcome; copies the violations. */
  public PasswordRefused {
    violations = List.copyOf(violations);
  }

  /** Creates the outcome of a password that breaks a rule of the provider. */
  public PasswordRefused() {
    this(List.of());
  }
}
