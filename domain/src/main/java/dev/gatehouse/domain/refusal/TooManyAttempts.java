package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.LoginOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.session.RefreshOutcome;
import java.time.Duration;

/**
 * A rate limit was reached. The attempt was not made.
 *
 * @param retryAfter how long to wait before the next attempt; positive
 */
public record TooManyAttempts(Duration retryAfter)
    implements CodeRequestOutcome,
        ConfirmationOutcome,
        EmailCodeOutcome,
        EmailVerificationOutcome,
        LoginOutcome,
        PasswordChangeOutcome,
        PasswordResetOutcome,
        ProviderChallengeOutcome,
        RefreshOutcome,
        RegistrationOutcome,
        StepUpRefusal {}
