package dev.gatehouse.domain.audit;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.CodeRequired;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.ReauthenticationRequired;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/**
 * A security event, kept for later investigation.
 *
 * <p>No event contains a secret. It identifies a user by the subject if that is known, otherwise by
 * the user name in the request. Such a name can be wrong, or even a password in the wrong field, so
 * an {@link dev.gatehouse.domain.port.AuditTrail} keeps only a hash of it.
 */
public sealed interface AuditEvent {
  /** Returns the context of the request; null for a command of an operator. */
  @Nullable Caller caller();

  /** Why an operation was refused. */
  enum Reason {
    /** The password is wrong, or there is no such user. */
    INVALID_CREDENTIALS,
    /** An operator has disabled the user. */
    USER_DISABLED,
    /** The registration is not confirmed yet. */
    USER_NOT_CONFIRMED,
    /** The password must be reset first. */
    PASSWORD_RESET_REQUIRED,
    /** The provider refuses further attempts for some time. */
    LOCKED_BY_PROVIDER,
    /** The provider requires a step that Gatehouse does not know. */
    CHALLENGE_NOT_SUPPORTED,
    /** Another user has this name. */
    USERNAME_TAKEN,
    /** A rule of the provider that Gatehouse does not know. */
    PROVIDER_RULE,
    /** The code is missing or wrong, has expired or was used before. */
    INVALID_CODE,
    /** The answer or its session is wrong. */
    INVALID_ANSWER,
    /** The session of the access token has ended. */
    SESSION_ENDED,
    /** The login is too long ago. */
    REAUTHENTICATION_REQUIRED;

    /** Returns the reason for a refusal of the provider. */
    public static Reason of(Refusal refusal) {
      return switch (refusal) {
        case AccessRefused() -> SESSION_ENDED;
        case CodeRequired(), InvalidCode() -> INVALID_CODE;
        case InvalidCredentials() -> INVALID_CREDENTIALS;
        case ReauthenticationRequired(_) -> REAUTHENTICATION_REQUIRED;
        case TooManyAttempts(_) -> LOCKED_BY_PROVIDER;
      };
    }
  }

  /**
   * A user was created.
   *
   * @param subject null if the provider does not return it
   */
  record Registered(Caller caller, Username username, @Nullable Subject subject)
      implements AuditEvent {}

  /** A registration was refused. */
  record RegistrationRefused(Caller caller, Username username, Reason reason)
      implements AuditEvent {}

  /** A registration was confirmed with its code. */
  record RegistrationConfirmed(Caller caller, Username username) implements AuditEvent {}

  /** The confirmation of a registration was refused. */
  record ConfirmationRefused(Caller caller, Username username, Reason reason)
      implements AuditEvent {}

  /** A code to confirm a registration was requested. */
  record RegistrationCodeRequested(Caller caller, Username username) implements AuditEvent {}

  /** A user logged in. */
  record LoggedIn(Caller caller, Subject subject) implements AuditEvent {}

  /** A login was refused. */
  record LoginRefused(Caller caller, Username username, Reason reason) implements AuditEvent {}

  /** The credentials were right, and the login needs another step. */
  record ChallengeIssued(Caller caller, Username username, ChallengeName challenge)
      implements AuditEvent {}

  /** The answer to a challenge was right. */
  record ChallengeAnswered(Caller caller, Username username, ChallengeName challenge)
      implements AuditEvent {}

  /**
   * The answer to a challenge was refused.
   *
   * @param username null if the session is not ours
   * @param challenge null if the session is not ours
   */
  record ChallengeRefused(
      Caller caller, @Nullable Username username, @Nullable ChallengeName challenge, Reason reason)
      implements AuditEvent {}

  /** A session was refreshed. */
  record TokenRefreshed(Caller caller, Subject subject) implements AuditEvent {}

  /** A refresh was refused. */
  record RefreshRefused(Caller caller) implements AuditEvent {}

  /**
   * A refresh token was used again after its replacement. Somebody else may have it, so the session
   * has ended.
   *
   * @param session the session; null if the provider does not return it
   */
  record TheftSuspected(Caller caller, @Nullable SessionId session) implements AuditEvent {}

  /**
   * A session was ended by its user.
   *
   * @param subject the user; null if the request had no valid token
   */
  record LoggedOut(Caller caller, @Nullable Subject subject) implements AuditEvent {}

  /** A user ended all sessions. */
  record LoggedOutEverywhere(Caller caller, Subject subject) implements AuditEvent {}

  /** A code to reset a password was requested. */
  record PasswordResetRequested(Caller caller, Username username) implements AuditEvent {}

  /** A password was reset with a code. */
  record PasswordReset(Caller caller, Subject subject) implements AuditEvent {}

  /** A password reset was refused. */
  record PasswordResetRefused(Caller caller, Username username, Reason reason)
      implements AuditEvent {}

  /** A user changed the password. */
  record PasswordChanged(Caller caller, Subject subject) implements AuditEvent {}

  /** A password change was refused. */
  record PasswordChangeRefused(Caller caller, Subject subject, Reason reason)
      implements AuditEvent {}

  /** A user asked to change the e-mail address. */
  record EmailChangeRequested(Caller caller, Subject subject) implements AuditEvent {}

  /** A user verified an e-mail address. */
  record EmailVerified(Caller caller, Subject subject) implements AuditEvent {}

  /** The verification of an e-mail address was refused. */
  record EmailVerificationRefused(Caller caller, Subject subject, Reason reason)
      implements AuditEvent {}

  /** A user began to set up an authenticator app. */
  record TotpEnrolmentBegun(Caller caller, Subject subject) implements AuditEvent {}

  /** The user's logins now require a code from an authenticator app. */
  record TotpEnabled(Caller caller, Subject subject) implements AuditEvent {}

  /** The confirmation of an authenticator app was refused. */
  record TotpRefused(Caller caller, Subject subject, Reason reason) implements AuditEvent {}

  /**
   * The user's logins no longer require a code. The caller is null if an operator removed the app.
   */
  record TotpRemoved(@Nullable Caller caller, Subject subject) implements AuditEvent {}

  /** A user was deleted. */
  record Deleted(Caller caller, Subject subject) implements AuditEvent {}

  /** A signed-in user failed to prove the identity before a change of the account. */
  record StepUpRefused(Caller caller, Subject subject, Reason reason) implements AuditEvent {}

  /**
   * A rate limit refused a request.
   *
   * @param budget the budget that is used up
   */
  record Limited(Caller caller, Budget budget) implements AuditEvent {}

  /** An operator disabled a user. */
  record UserDisabled(Subject subject) implements AuditEvent {
    @Override
    public @Nullable Caller caller() {
      return null;
    }
  }

  /** An operator enabled a user. */
  record UserEnabled(Subject subject) implements AuditEvent {
    @Override
    public @Nullable Caller caller() {
      return null;
    }
  }

  /** An operator set a password that the user must change. */
  record TemporaryPasswordSet(Subject subject) implements AuditEvent {
    @Override
    public @Nullable Caller caller() {
      return null;
    }
  }

  /**
   * An operator added a user to a group or removed the user from it.
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
