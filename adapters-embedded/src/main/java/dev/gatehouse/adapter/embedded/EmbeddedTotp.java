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
import java.sql.Connection;
import java.sql.SQLException;

/** Enrols and removes authenticator apps. */
final class EmbeddedTotp implements Totp {
  private final Accounts accounts;

  EmbeddedTotp(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public TotpStatusOutcome status(AccountAccess access) {
    return accounts.asOwner(
        "totp_status",
        access,
        new AccessRefused(),
        (connection, user) ->
            TotpApps.find(connection, user.subject(), true) == null
                ? new NotEnabled()
                : new Enabled());
  }

  @Override
  public TotpEnrolmentOutcome begin(AccountAccess access) {
    return accounts.asOwner(
        "begin_totp",
        access,
        new AccessRefused(),
        (connection, user) -> new Begun(accounts.apps().begin(connection, user.subject())));
  }

  @Override
  public TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code) {
    return accounts.asOwner(
        "confirm_totp",
        access,
        new AccessRefused(),
        (connection, user) -> confirm(connection, user, code));
  }

  private TotpConfirmationOutcome confirm(
      Connection connection, StoredUser user, ConfirmationCode code) throws SQLException {
    StoredApp app = TotpApps.find(connection, user.subject(), false);
    Long step = app == null ? null : accounts.apps().step(app, code, accounts.clock().instant());
    if (app == null || step == null || !TotpApps.use(connection, app, step)) {
      return new InvalidCode();
    }
    TotpApps.putInForce(connection, user.subject());
    return new Confirmed();
  }

  @Override
  public TotpRemovalOutcome remove(AccountAccess access) {
    return accounts.asOwner(
        "remove_totp",
        access,
        new AccessRefused(),
        (connection, user) -> {
          TotpApps.remove(connection, user.subject());
          return new Removed();
        });
  }
}
