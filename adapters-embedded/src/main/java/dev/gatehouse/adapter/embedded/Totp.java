package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.TotpApps.StoredApp;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.TotpConfirmationOutcome.InvalidCode;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.TotpStatusOutcome.Enabled;
import dev.gatehouse.domain.TotpStatusOutcome.NotEnabled;
import java.sql.Connection;
import java.sql.SQLException;

/** Users set authenticator apps up, and give them up. */
final class Totp {
  private final Accounts accounts;

  Totp(Accounts accounts) {
    this.accounts = accounts;
  }

  TotpStatusOutcome status(AccountAccess access) {
    return accounts
        .database()
        .read(
            accounts.asOwner(
                access,
                new TotpStatusOutcome.AccessRefused(),
                (connection, user) ->
                    TotpApps.find(connection, user.subject(), true) == null
                        ? new NotEnabled()
                        : new Enabled()));
  }

  TotpEnrolmentOutcome begin(AccountAccess access) {
    return accounts
        .database()
        .write(
            accounts.asOwner(
                access,
                new TotpEnrolmentOutcome.AccessRefused(),
                (connection, user) ->
                    new Begun(accounts.apps().begin(connection, user.subject()))));
  }

  TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code) {
    return accounts
        .database()
        .write(
            accounts.asOwner(
                access,
                new TotpConfirmationOutcome.AccessRefused(),
                (connection, user) -> confirm(connection, user, code)));
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

  TotpRemovalOutcome remove(AccountAccess access) {
    return accounts
        .database()
        .write(
            accounts.asOwner(
                access,
                new TotpRemovalOutcome.AccessRefused(),
                (connection, user) -> {
                  TotpApps.remove(connection, user.subject());
                  return new Removed();
                }));
  }
}
