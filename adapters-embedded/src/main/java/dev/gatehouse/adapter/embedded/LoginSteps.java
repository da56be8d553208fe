package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.session.TokenIssuer.Signed;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.Tokens;
import java.time.Instant;

/** Continues a login after a successful step: with another challenge, or with a session. */
record LoginSteps(Accounts accounts) {
  /** What follows a successful step. */
  sealed interface Next {
    /** A session. Its tokens are signed before the database is locked. */
    record Session(Caller caller, String origin, Signed signed) implements Next {}

    /** Another challenge. */
    record Challenge(ChallengeStep step) implements Next {}
  }

  /** Begins the prepared session, or stores the challenge. */
  LoginProgress begin(
      Transaction transaction, StoredUser user, PasswordHash hash, Next next, Instant now) {
    return switch (next) {
      case Next.Session tokens -> begin(transaction, user, tokens, now);
      case Next.Challenge(var step) ->
          new ChallengeRequired(
              accounts.challenges().add(transaction, user.subject(), hash, step, now));
    };
  }

  /** Returns what follows. Signs the tokens if no further challenge is required. */
  Next prepare(Caller caller, StoredUser user, Instant now) {
    ChallengeStep step = user.furtherStep();
    return step == null ? prepareSession(caller, user, now) : new Next.Challenge(step);
  }

  /** Prepares a session: signs its tokens. */
  Next.Session prepareSession(Caller caller, StoredUser user, Instant now) {
    String origin = accounts.tokens().newSessionId();
    return new Next.Session(caller, origin, accounts.tokens().sign(user, origin, now, now));
  }

  /** Begins a prepared session. */
  LoggedIn begin(Transaction transaction, StoredUser user, Next.Session tokens, Instant now) {
    RefreshToken refresh =
        accounts
            .sessions()
            .begin(transaction, user.subject(), tokens.origin(), tokens.caller(), now);
    Signed signed = tokens.signed();
    return new LoggedIn(
        new Subject(user.subject()),
        new Tokens(signed.idToken(), signed.accessToken(), refresh, signed.lifetime()));
  }
}
