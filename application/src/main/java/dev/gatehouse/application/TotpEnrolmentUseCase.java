package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.AuditEvent.TotpEnabled;
import dev.gatehouse.domain.audit.AuditEvent.TotpEnrolmentBegun;
import dev.gatehouse.domain.audit.AuditEvent.TotpRefused;
import dev.gatehouse.domain.audit.AuditEvent.TotpRemoved;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import dev.gatehouse.domain.usecase.TotpEnrolment;
import org.jspecify.annotations.Nullable;

/** Enrols and removes authenticator apps at the identity provider. */
final class TotpEnrolmentUseCase implements TotpEnrolment {
  private final Totp totp;
  private final StepUp stepUp;
  private final AuditTrail audit;

  TotpEnrolmentUseCase(Totp totp, StepUp stepUp, AuditTrail audit) {
    this.totp = totp;
    this.stepUp = stepUp;
    this.audit = audit;
  }

  private static Subject subject(AccountAccess access) {
    return access.claims().identity().subject();
  }

  @Override
  public TotpStatusOutcome status(AccountAccess access) {
    return totp.status(access);
  }

  @Override
  public TotpEnrolmentOutcome begin(
      Caller caller,
      AccountAccess access,
      @Nullable Password current,
      @Nullable ConfirmationCode code) {
    Refusal refusal = stepUp.check(caller, access, current, code, totp);
    if (refusal != null) {
      return refusal;
    }
    TotpEnrolmentOutcome outcome = totp.begin(access);
    if (outcome instanceof Begun) {
      audit.record(new TotpEnrolmentBegun(caller, subject(access)));
    }
    return outcome;
  }

  @Override
  public TotpConfirmationOutcome confirm(
      Caller caller, AccountAccess access, ConfirmationCode code) {
    TotpConfirmationOutcome outcome = totp.confirm(access, code);
    audit.record(
        switch (outcome) {
          case Confirmed() -> new TotpEnabled(caller, subject(access));
          case Refusal refusal -> new TotpRefused(caller, subject(access), Reason.of(refusal));
        });
    return outcome;
  }

  @Override
  public TotpRemovalOutcome remove(
      Caller caller,
      AccountAccess access,
      @Nullable Password current,
      @Nullable ConfirmationCode code) {
    Refusal refusal = stepUp.check(caller, access, current, code, totp);
    if (refusal != null) {
      return refusal;
    }
    TotpRemovalOutcome outcome = totp.remove(access);
    if (outcome instanceof Removed) {
      audit.record(new TotpRemoved(caller, subject(access)));
    }
    return outcome;
  }
}
