package dev.gatehouse.application;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.AuditEvent.TotpEnabled;
import dev.gatehouse.domain.AuditEvent.TotpEnrolmentBegun;
import dev.gatehouse.domain.AuditEvent.TotpRefused;
import dev.gatehouse.domain.AuditEvent.TotpRemoved;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.usecase.TotpEnrolment;

/** Enrols and removes authenticator apps at the identity provider. */
final class TotpEnrolmentUseCase implements TotpEnrolment {
  private final Totp totp;
  private final AuditTrail audit;

  TotpEnrolmentUseCase(Totp totp, AuditTrail audit) {
    this.totp = totp;
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
  public TotpEnrolmentOutcome begin(Caller caller, AccountAccess access) {
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
  public TotpRemovalOutcome remove(Caller caller, AccountAccess access) {
    TotpRemovalOutcome outcome = totp.remove(access);
    if (outcome instanceof Removed) {
      audit.record(new TotpRemoved(caller, subject(access)));
    }
    return outcome;
  }
}
