package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.session.SessionStore;
import dev.gatehouse.adapter.embedded.session.StoredRefresh;
import dev.gatehouse.adapter.embedded.session.TokenIssuer.Signed;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Sessions.SessionList;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.ProviderRefreshOutcome;
import dev.gatehouse.domain.session.ProviderRefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.session.SessionListOutcome.Listed;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refreshes and ends sessions. */
final class EmbeddedSessions implements Sessions, SessionList {
  private final Accounts accounts;

  EmbeddedSessions(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public ProviderRefreshOutcome refresh(RefreshToken token) {
    return accounts.calls().run("refresh", () -> renew(token));
  }

  private ProviderRefreshOutcome renew(RefreshToken token) {
    Instant now = accounts.clock().instant();
    Renewal renewal = accounts.database().write(transaction -> renew(transaction, token, now));
    return switch (renewal) {
      case Renewal.Refused(var outcome) -> outcome;
      case Renewal.Renewed(var user, var old, var replacement) -> {
        Signed signed = accounts.tokens().sign(user, old.origin(), old.authenticatedAt(), now);
        yield new Refreshed(
            new Subject(user.subject()),
            new Username(user.username()),
            new RefreshedTokens(
                signed.idToken(), signed.accessToken(), replacement, signed.lifetime()));
      }
    };
  }

  /** The result of a refresh. */
  private sealed interface Renewal {
    record Renewed(StoredUser user, StoredRefresh old, RefreshToken replacement)
        implements Renewal {}

    record Refused(ProviderRefreshOutcome outcome) implements Renewal {}
  }

  private Renewal renew(Transaction transaction, RefreshToken token, Instant now) {
    StoredRefresh stored = accounts.sessions().find(transaction, token, now);
    if (stored == null) {
      return new Renewal.Refused(new InvalidRefreshToken());
    }
    if (accounts.sessions().isReused(transaction, token, stored, now)) {
      accounts.sessions().end(transaction, stored.subject(), stored.origin(), now);
      return new Renewal.Refused(new RefreshTokenReused(new SessionId(stored.origin())));
    }
    StoredUser user = accounts.users().findBySubject(transaction, stored.subject());
    if (user == null || !user.enabled()) {
      return new Renewal.Refused(new InvalidRefreshToken());
    }
    return new Renewal.Renewed(
        user, stored, accounts.sessions().replace(transaction, token, stored, now));
  }

  @Override
  public @Nullable SessionId end(RefreshToken token) {
    return accounts.calls().<@Nullable SessionId>run("end", () -> endSessionOf(token));
  }

  private @Nullable SessionId endSessionOf(RefreshToken token) {
    Instant now = accounts.clock().instant();
    return accounts
        .database()
        .<@Nullable SessionId>write(
            transaction -> {
              StoredRefresh stored = accounts.sessions().find(transaction, token, now);
              if (stored == null) {
                return null;
              }
              accounts.sessions().end(transaction, stored.subject(), stored.origin(), now);
              return new SessionId(stored.origin());
            });
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    return accounts.runAsOwner(
        "end_all",
        access,
        new AccessRefused(),
        (transaction, user) ->
            new LoggedOut(
                accounts
                    .sessions()
                    .endAll(transaction, user.subject(), accounts.clock().instant())));
  }

  @Override
  public Optional<SessionList> sessionList() {
    return Optional.of(this);
  }

  @Override
  public SessionListOutcome list(AccountAccess access) {
    return accounts.runAsOwner(
        "list_sessions",
        access,
        new AccessRefused(),
        (transaction, user) ->
            new Listed(SessionStore.list(transaction, user.subject(), accounts.clock().instant())));
  }

  @Override
  public LogoutOutcome end(AccountAccess access, SessionId session) {
    return accounts.runAsOwner(
        "end_session",
        access,
        new AccessRefused(),
        (transaction, user) -> {
          Instant now = accounts.clock().instant();
          SessionStore store = accounts.sessions();
          if (!store.isActive(transaction, user.subject(), session.value(), now)) {
            return new LoggedOut(new EndedSessions.Listed(Set.of()));
          }
          store.end(transaction, user.subject(), session.value(), now);
          return new LoggedOut(new EndedSessions.Listed(Set.of(session)));
        });
  }
}
