package dev.gatehouse.application;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.AuditEvent.TotpEnabled;
import dev.gatehouse.domain.AuditEvent.TotpEnrolmentBegun;
import dev.gatehouse.domain.AuditEvent.TotpRefused;
import dev.gatehouse.domain.AuditEvent.TotpRemoved;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.TotpConfirmationOutcome.InvalidCode;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.TotpKeeper;
import dev.gatehouse.domain.usecase.TotpEnrolment;

/** Sets authenticator apps up with the identity provider. */
public final class TotpEnrolmentUseCase implements TotpEnrolment {
  private final TotpKeeper keeper;
  private final AuditTrail audit;

  /**
   * Makes the use case.
   *
   * @param keeper keeps what users share with their apps
   * @param audit is told what was changed
   */
  public TotpEnrolmentUseCase(TotpKeeper keeper, AuditTrail audit) {
    this.keeper = keeper;
    this.audit = audit;
  }

  private static Subject subject(AccountAccess access) {
    return access.claims().identity().subject();
  }

  @Override
  public TotpStatusOutcome status(AccountAccess access) {
    return keeper.totpStatus(access);
  }

  @Override
  public TotpEnrolmentOutcome begin(Caller caller, AccountAccess access) {
    TotpEnrolmentOutcome outcome = keeper.beginTotp(access);
    if (outcome instanceof Begun) {
      audit.record(new TotpEnrolmentBegun(caller, subject(access)));
    }
    return outcome;
  }

  @Override
  public TotpConfirmationOutcome confirm(
      Caller caller, AccountAccess access, ConfirmationCode code) {
    TotpConfirmationOutcome outcome = keeper.confirmTotp(access, code);
    audit.record(
        switch (outcome) {
          case Confirmed() -> new TotpEnabled(caller, subject(access));
          case InvalidCode() -> new TotpRefused(caller, subject(access), Reason.INVALID_CODE);
          case TotpConfirmationOutcome.AccessRefused() ->
              new TotpRefused(caller, subject(access), Reason.SESSION_ENDED);
        });
    return outcome;
  }

  @Override
  public TotpRemovalOutcome remove(Caller caller, AccountAccess access) {
    TotpRemovalOutcome outcome = keeper.removeTotp(access);
    if (outcome instanceof Removed) {
      audit.record(new TotpRemoved(caller, subject(access)));
    }
    return outcome;
  }
}
