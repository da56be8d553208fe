package dev.gatehouse.bootstrap.logging;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.MasterKey.Purpose;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeAnswered;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeIssued;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeRefused;
import dev.gatehouse.domain.audit.AuditEvent.ConfirmationRefused;
import dev.gatehouse.domain.audit.AuditEvent.Deleted;
import dev.gatehouse.domain.audit.AuditEvent.EmailChangeRequested;
import dev.gatehouse.domain.audit.AuditEvent.EmailVerificationRefused;
import dev.gatehouse.domain.audit.AuditEvent.EmailVerified;
import dev.gatehouse.domain.audit.AuditEvent.Limited;
import dev.gatehouse.domain.audit.AuditEvent.LoggedIn;
import dev.gatehouse.domain.audit.AuditEvent.LoggedOut;
import dev.gatehouse.domain.audit.AuditEvent.LoggedOutEverywhere;
import dev.gatehouse.domain.audit.AuditEvent.LoginRefused;
import dev.gatehouse.domain.audit.AuditEvent.MembershipChanged;
import dev.gatehouse.domain.audit.AuditEvent.PasswordChangeRefused;
import dev.gatehouse.domain.audit.AuditEvent.PasswordChanged;
import dev.gatehouse.domain.audit.AuditEvent.PasswordReset;
import dev.gatehouse.domain.audit.AuditEvent.PasswordResetRefused;
import dev.gatehouse.domain.audit.AuditEvent.PasswordResetRequested;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.AuditEvent.RefreshRefused;
import dev.gatehouse.domain.audit.AuditEvent.Registered;
import dev.gatehouse.domain.audit.AuditEvent.RegistrationCodeRequested;
import dev.gatehouse.domain.audit.AuditEvent.RegistrationConfirmed;
import dev.gatehouse.domain.audit.AuditEvent.RegistrationRefused;
import dev.gatehouse.domain.audit.AuditEvent.StepUpRefused;
import dev.gatehouse.domain.audit.AuditEvent.TemporaryPasswordSet;
import dev.gatehouse.domain.audit.AuditEvent.TheftSuspected;
import dev.gatehouse.domain.audit.AuditEvent.TokenRefreshed;
import dev.gatehouse.domain.audit.AuditEvent.TotpEnabled;
import dev.gatehouse.domain.audit.AuditEvent.TotpEnrolmentBegun;
import dev.gatehouse.domain.audit.AuditEvent.TotpRefused;
import dev.gatehouse.domain.audit.AuditEvent.TotpRemoved;
import dev.gatehouse.domain.audit.AuditEvent.UserDisabled;
import dev.gatehouse.domain.audit.AuditEvent.UserEnabled;
import dev.gatehouse.domain.port.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes security events as lines of JSON.
 *
 * <p>Names are hashed with a key that is derived from the master key, so all lines of a name have
 * the same hash, on all nodes. Without a master key, the key is new at each start. Nobody can read
 * the name from the hash; it may be a password that was typed into the wrong field.
 */
public final class LoggedAuditTrail implements AuditTrail {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 8;

  private final Consumer<String> lines;
  private final AuditFormat format;
  private final InstantSource clock;
  private final SecretKeySpec key;

  /**
   * Creates the audit trail.
   *
   * @param lines takes each line, without a line break
   * @param format the names of the fields
   * @param clock the source of the current time
   * @param masterKey the master key; null for none
   * @param random creates a key if there is no master key
   */
  public LoggedAuditTrail(
      Consumer<String> lines,
      AuditFormat format,
      InstantSource clock,
      @Nullable MasterKey masterKey,
      SecureRandom random) {
    this.lines = lines;
    this.format = format;
    this.clock = clock;
    this.key =
        new SecretKeySpec(
            masterKey == null ? randomKey(random) : masterKey.derive(Purpose.AUDIT_NAMES),
            ALGORITHM);
  }

  private static byte[] randomKey(SecureRandom random) {
    byte[] bytes = new byte[MasterKey.BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public void record(AuditEvent event) {
    Line line = new Line(event);
    switch (event) {
      case Registered(_, var name, var user) ->
          line.named("registered", name).put("user", user == null ? null : user.value());
      case RegistrationRefused(_, var name, var reason) ->
          line.named("registration_refused", name).because(reason);
      case RegistrationConfirmed(_, var name) -> line.named("registration_confirmed", name);
      case ConfirmationRefused(_, var name, var reason) ->
          line.named("confirmation_refused", name).because(reason);
      case RegistrationCodeRequested(_, var name) ->
          line.named("registration_code_requested", name);
      case LoggedIn(_, var user) -> line.of("logged_in", user);
      case LoginRefused(_, var name, var reason) ->
          line.named("login_refused", name).because(reason);
      case ChallengeIssued(_, var name, var challenge) ->
          line.named("challenge_issued", name).put("challenge", challenge.code());
      case ChallengeAnswered(_, var name, var challenge) ->
          line.named("challenge_answered", name).put("challenge", challenge.code());
      case ChallengeRefused(_, var name, var challenge, var reason) ->
          line.named("challenge_refused", name)
              .put("challenge", challenge == null ? null : challenge.code())
              .because(reason);
      case TokenRefreshed(_, var user) -> line.of("token_refreshed", user);
      case RefreshRefused(_) -> line.of("refresh_refused", null);
      case TheftSuspected(_, var origin) ->
          line.of("theft_suspected", null).put("login", origin == null ? null : origin.value());
      case LoggedOut(_, var user) -> line.of("logged_out", user);
      case LoggedOutEverywhere(_, var user) -> line.of("logged_out_everywhere", user);
      case PasswordResetRequested(_, var name) -> line.named("password_reset_requested", name);
      case PasswordReset(_, var user) -> line.of("password_reset", user);
      case PasswordResetRefused(_, var name, var reason) ->
          line.named("password_reset_refused", name).because(reason);
      case PasswordChanged(_, var user) -> line.of("password_changed", user);
      case PasswordChangeRefused(_, var user, var reason) ->
          line.of("password_change_refused", user).because(reason);
      case EmailChangeRequested(_, var user) -> line.of("email_change_requested", user);
      case EmailVerified(_, var user) -> line.of("email_verified", user);
      case EmailVerificationRefused(_, var user, var reason) ->
          line.of("email_verification_refused", user).because(reason);
      case TotpEnrolmentBegun(_, var user) -> line.of("totp_enrolment_begun", user);
      case TotpEnabled(_, var user) -> line.of("totp_enabled", user);
      case TotpRefused(_, var user, var reason) -> line.of("totp_refused", user).because(reason);
      case TotpRemoved(_, var user) -> line.of("totp_removed", user);
      case Deleted(_, var user) -> line.of("deleted", user);
      case StepUpRefused(_, var user, var reason) ->
          line.of("step_up_refused", user).because(reason);
      case Limited(_, var budget) ->
          line.named("limited", budget.username()).put("limit", budget.limit().code());
      case UserDisabled(var user) -> line.of("user_disabled", user);
      case UserEnabled(var user) -> line.of("user_enabled", user);
      case TemporaryPasswordSet(var user) -> line.of("temporary_password_set", user);
      case MembershipChanged(var user, var group, var member) ->
          line.of(member ? "added_to_group" : "removed_from_group", user)
              .put("group", group.name());
    }
    lines.accept(line.toString());
  }

  private String hash(Username name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(name.folded().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /** Builds a line. Unknown values are left out. */
  private final class Line {
    private final JsonText members = new JsonText();
    private final AuditEvent event;

    Line(AuditEvent event) {
      this.event = event;
      put("time", clock.instant().toString());
    }

    Line of(String what, @Nullable Subject user) {
      begin(what);
      return put("user", user == null ? null : user.value());
    }

    Line named(String what, @Nullable Username name) {
      begin(what);
      return put("name", name == null ? null : hash(name));
    }

    private void begin(String what) {
      put("event", what);
      format.constants(what).forEach(members::put);
      Caller caller = event.caller();
      if (caller != null) {
        put("request", caller.requestId());
        put("address", caller.address().toString());
      }
    }

    Line because(Reason reason) {
      return put("reason", reason.name().toLowerCase(Locale.ROOT));
    }

    Line put(String member, @Nullable String value) {
      if (value != null) {
        members.put(format.name(member), value);
      }
      return this;
    }

    @Override
    public String toString() {
      return members.toString();
    }
  }
}
