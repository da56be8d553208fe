package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;

/** A reason for a refusal that several operations share. The operation did nothing. */
public sealed interface Refusal extends TotpEnrolmentOutcome, TotpRemovalOutcome
    permits AccessRefused, CodeRequired, InvalidCode, StepUpRefusal {}
