package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.adapter.embedded.totp.TotpApps;
import dev.gatehouse.adapter.embedded.totp.TotpApps.StoredApp;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpCheckOutcome.Correct;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome.Enabled;
import dev.gatehouse.domain.totp.TotpStatusOutcome.NotEnabled;

/** Sets up and removes authenticator apps. */
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
    if (!consume(transaction, user, false, code)) {
      return new InvalidCode();
    }
    TotpApps.activate(transaction, user.subject());
    return new Confirmed();
  }

  private boolean consume(
      Transaction transaction, StoredUser user, boolean active, ConfirmationCode code) {
    StoredApp app = TotpApps.find(transaction, user.subject(), active);
    Long step =
        app == null ? null : accounts.apps().findStep(app, code, accounts.clock().instant());
    return app != null && step != null && TotpApps.consume(transaction, app, step);
  }

  @Override
  public TotpCheckOutcome check(AccountAccess access, ConfirmationCode code) {
    return accounts.runAsOwner(
        "check_totp",
        access,
        new AccessRefused(),
        (transaction, user) ->
            consume(transaction, user, true, code) ? new Correct() : new InvalidCode());
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
