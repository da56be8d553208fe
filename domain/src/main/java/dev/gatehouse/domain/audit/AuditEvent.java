package dev.gatehouse.domain.audit;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/**
 * Something that whoever has to find out later wants to know.
 *
 * <p>No event holds a secret. A user is told by subject where it is known, and by the name that was
 * given where it is not: it may be nobody's, or a password that someone typed into the wrong field,
 * and an {@link dev.gatehouse.domain.port.AuditTrail} does not keep it as it is.
 */
public sealed interface AuditEvent {
  /** Who asked; null for an operator's command. */
  @Nullable Caller caller();

  /** What is told of why something was refused. */
  enum Reason {
    /** The password is wrong, or there is no such user. */
    INVALID_CREDENTIALS,
    /** An operator has disabled the user. */
    USER_DISABLED,
    /** The registration was never completed. */
    USER_NOT_CONFIRMED,
    /** The password must be reset first. */
    PASSWORD_RESET_REQUIRED,
    /** The provider itself takes no further attempt for a while. */
    LOCKED_BY_PROVIDER,
    /** The provider asks for a step that Gatehouse does not know. */
    CHALLENGE_NOT_SUPPORTED,
    /** Another user has the name. */
    USERNAME_TAKEN,
    /** A rule of the provider's beyond ours. */
    PROVIDER_RULE,
    /** The code is wrong, expired or used up. */
    INVALID_CODE,
    /** The answer is wrong, or its session is. */
    INVALID_ANSWER,
    /** The session of the access token has ended. */
    SESSION_ENDED;

    /** The reason that the provider gave. */
    public static Reason of(Refusal refusal) {
      return switch (refusal) {
        case AccessRefused() -> SESSION_ENDED;
        case InvalidCode() -> INVALID_CODE;
        case InvalidCredentials() -> INVALID_CREDENTIALS;
        case TooManyAttempts(_) -> LOCKED_BY_PROVIDER;
      };
    }
  }

  /**
   * A user came into being.
   *
   * @param subject null where the provider does not tell
   */
  record Registered(Caller caller, Username username, @Nullable Subject subject)
      implements AuditEvent {}

  /** Someone was not registered. */
  record RegistrationRefused(Caller caller, Username username, Reason reason)
      implements AuditEvent {}

  /** A registration was completed with its code. */
  record RegistrationConfirmed(Caller caller, Username username) implements AuditEvent {}

  /** A registration was not completed. */
  record ConfirmationRefused(Caller caller, Username username, Reason reason)
      implements AuditEvent {}

  /** Someone asked for a code that completes a registration. */
  record RegistrationCodeRequested(Caller caller, Username username) implements AuditEvent {}

  /** A user logged in. */
  record LoggedIn(Caller caller, Subject subject) implements AuditEvent {}

  /** Someone did not log in. */
  record LoginRefused(Caller caller, Username username, Reason reason) implements AuditEvent {}

  /** The password was right, and more was asked for. */
  record ChallengeIssued(Caller caller, Username username, ChallengeName challenge)
      implements AuditEvent {}

  /** A challenge was answered rightly. */
  record ChallengeAnswered(Caller caller, Username username, ChallengeName challenge)
      implements AuditEvent {}

  /**
   * The answer to a challenge was refused.
   *
   * @param username null where the session is none of ours
   * @param challenge null where the session is none of ours
   */
  record ChallengeRefused(
      Caller caller, @Nullable Username username, @Nullable ChallengeName challenge, Reason reason)
      implements AuditEvent {}

  /** A session got new tokens. */
  record TokenRefreshed(Caller caller, Subject subject) implements AuditEvent {}

  /** A refresh token bought nothing. */
  record RefreshRefused(Caller caller) implements AuditEvent {}

  /**
   * A refresh token was used after its replacement: one of two holders is a thief, and the login
   * has ended.
   *
   * @param session the session; null where the provider does not tell
   */
  record TheftSuspected(Caller caller, @Nullable SessionId session) implements AuditEvent {}

  /**
   * A login was ended.
   *
   * @param subject whose; null where the caller showed no token that tells
   */
  record LoggedOut(Caller caller, @Nullable Subject subject) implements AuditEvent {}

  /** A user ended all logins. */
  record LoggedOutEverywhere(Caller caller, Subject subject) implements AuditEvent {}

  /** Someone asked for a code that resets a password. */
  record PasswordResetRequested(Caller caller, Username username) implements AuditEvent {}

  /** A password was reset with a code. */
  record PasswordReset(Caller caller, Subject subject) implements AuditEvent {}

  /** A password was not reset. */
  record PasswordResetRefused(Caller caller, Username username, Reason reason)
      implements AuditEvent {}

  /** A user set another password. */
  record PasswordChanged(Caller caller, Subject subject) implements AuditEvent {}

  /** A user's password was not changed. */
  record PasswordChangeRefused(Caller caller, Subject subject, Reason reason)
      implements AuditEvent {}

  /** A user gave another e-mail address. */
  record EmailChangeRequested(Caller caller, Subject subject) implements AuditEvent {}

  /** A user has shown to receive mail at the address. */
  record EmailVerified(Caller caller, Subject subject) implements AuditEvent {}

  /** An address was not verified. */
  record EmailVerificationRefused(Caller caller, Subject subject, Reason reason)
      implements AuditEvent {}

  /** A user began to set up an authenticator app. */
  record TotpEnrolmentBegun(Caller caller, Subject subject) implements AuditEvent {}

  /** Logins of the user ask for codes of an app from now on. */
  record TotpEnabled(Caller caller, Subject subject) implements AuditEvent {}

  /** An app was not put in force. */
  record TotpRefused(Caller caller, Subject subject, Reason reason) implements AuditEvent {}

  /** Logins of the user ask for no code any more; no caller where an operator saw to that. */
  record TotpRemoved(@Nullable Caller caller, Subject subject) implements AuditEvent {}

  /** A user was deleted for good. */
  record Deleted(Caller caller, Subject subject) implements AuditEvent {}

  /** A user was not deleted. */
  record DeletionRefused(Caller caller, Subject subject, Reason reason) implements AuditEvent {}

  /**
   * An attempt was not let through, for there were too many.
   *
   * @param budget the budget that is spent
   */
  record Limited(Caller caller, Budget budget) implements AuditEvent {}

  /** An operator has disabled a user. */
  record UserDisabled(Subject subject) implements AuditEvent {
    @Override
    public @Nullable Caller caller() {
      return null;
    }
  }

  /** An operator has enabled a user. */
  record UserEnabled(Subject subject) implements AuditEvent {
    @Override
    public @Nullable Caller caller() {
      return null;
    }
  }

  /** An operator has set a password that the user must change. */
  record TemporaryPasswordSet(Subject subject) implements AuditEvent {
    @Override
    public @Nullable Caller caller() {
      return null;
    }
  }

  /**
   * An operator has changed what groups a user is in.
   *
   * @param member whether the user is in the group now
   */
  record MembershipChanged(Subject subject, Group group, boolean member) implements AuditEvent {
    @Override
    public @Nullable Caller caller() {
      return null;
    }
  }
}
