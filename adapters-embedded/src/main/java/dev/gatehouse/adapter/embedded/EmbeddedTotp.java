package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.TotpApps.StoredApp;
import dev.gatehouse.domain.AccessRefused;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.InvalidCode;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.TotpStatusOutcome.Enabled;
import dev.gatehouse.domain.TotpStatusOutcome.NotEnabled;
import dev.gatehouse.domain.port.Totp;

/** Enrols and removes authenticator apps. */
final class EmbeddedTotp implements Totp {
  private final Accounts accounts;

  EmbeddedTotp(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public TotpStatusOutcome status(AccountAccess access) {
    return accounts.runAsOwner(
        "totp_status",
        access,
        new AccessRefused(),
        (transaction, user) ->
            TotpApps.find(transaction, user.subject(), true) == null
                ? new NotEnabled()
                : new Enabled());
  }

  @Override
  public TotpEnrolmentOutcome begin(AccountAccess access) {
    return accounts.runAsOwner(
        "begin_totp",
        access,
        new AccessRefused(),
        (transaction, user) -> new Begun(accounts.apps().begin(transaction, user.subject())));
  }

  @Override
  public TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code) {
    return accounts.runAsOwner(
        "confirm_totp",
        access,
        new AccessRefused(),
        (transaction, user) -> confirm(transaction, user, code));
  }

  private TotpConfirmationOutcome confirm(
      Transaction transaction, StoredUser user, ConfirmationCode code) {
    StoredApp app = TotpApps.find(transaction, user.subject(), false);
    Long step =
        app == null ? null : accounts.apps().findStep(app, code, accounts.clock().instant());
    if (app == null || step == null || !TotpApps.consume(transaction, app, step)) {
      return new InvalidCode();
    }
    TotpApps.activate(transaction, user.subject());
    return new Confirmed();
  }

  @Override
  public TotpRemovalOutcome remove(AccountAccess access) {
    return accounts.runAsOwner(
        "remove_totp",
        access,
        new AccessRefused(),
        (transaction, user) -> {
          TotpApps.remove(transaction, user.subject());
          return new Removed();
        });
  }
}
