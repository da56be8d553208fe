package dev.gatehouse.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.Disabled;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.Found;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.HasAuthenticatorApp;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.HasTemporaryPassword;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.NotConfirmed;
import dev.gatehouse.adapter.embedded.password.ArchiveOutcome.NotFound;
import dev.gatehouse.adapter.embedded.password.ArchivedUser;
import dev.gatehouse.adapter.embedded.password.ArchivedUsers;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Answers the events of the trigger. Each event is a line of the audit trail. A refusal tells the
 * caller nothing about its reason; the line does.
 */
final class UserMigration {
  /** A larger event does not come from Cognito. */
  static final int MAX_BYTES = 1024 * 1024;

  private static final Logger LOG = System.getLogger(UserMigration.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOGIN = "UserMigration_Authentication";
  private static final String FORGOT_PASSWORD = "UserMigration_ForgotPassword";

  private final ArchivedUsers users;
  private final Consumer<String> audit;
  private final InstantSource clock;

  /** The user is not migrated. Cognito then answers as for an unknown user. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    private RefusedException(String reason) {
      super("the user cannot be migrated", null, false, false);
      this.reason = reason;
    }
  }

  /**
   * Creates the migration.
   *
   * @param users the users who may move
   * @param audit takes the lines of the audit trail, without line breaks
   * @param clock the source of the current time
   */
  UserMigration(ArchivedUsers users, Consumer<String> audit, InstantSource clock) {
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Answers an event.
   *
   * @param request the id of the request
   * @throws RefusedException if the user is not migrated
   * @throws IOException if the streams fail
   */
  void handle(InputStream input, OutputStream output, String request) throws IOException {
    try {
      ObjectNode event = read(input);
      String source = event.path("triggerSource").asText();
      ArchivedUser user = find(source, event);
      answer(event, source, user);
      record(request, "user_migrated", "user", user.subject());
      output.write(JSON.writeValueAsBytes(event));
    } catch (RefusedException e) {
      record(request, "migration_refused", "reason", e.reason);
      throw e;
    }
  }

  private void record(String request, String event, String member, String value) {
    audit.accept(
        JSON.createObjectNode()
            .put("time", clock.instant().toString())
            .put("event", event)
            .put("request", request)
            .put(member, value)
            .toString());
  }

  private static ObjectNode read(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException("event_too_large");
    }
    try {
      return JSON.readTree(bytes) instanceof ObjectNode event ? event : malformed();
    } catch (IOException _) {
      // Its message can contain a part of the password.
      return malformed();
    }
  }

  private static ObjectNode malformed() {
    throw new RefusedException("malformed_event");
  }

  private ArchivedUser find(String source, ObjectNode event) {
    try {
      return switch (source) {
        case LOGIN -> found(users.check(username(event), password(event)));
        case FORGOT_PASSWORD -> withVerifiedEmail(found(users.find(username(event))));
        default -> throw new RefusedException("unknown_trigger_source");
      };
    } catch (IdentityProviderUnavailableException e) {
      LOG.log(Level.ERROR, "The users to migrate cannot be read", e);
      throw new RefusedException("unavailable");
    }
  }

  private static Username username(ObjectNode event) {
    String text = text(event.path("userName"));
    if (!Username.violations(text).isEmpty()) {
      throw new RefusedException("not_a_username");
    }
    return new Username(text);
  }

  private static Password password(ObjectNode event) {
    String text = text(event.path("request").path("password"));
    if (!Password.violations(text).isEmpty()) {
      throw new RefusedException("not_a_password");
    }
    return new Password(text);
  }

  private static String text(JsonNode member) {
    return member.isTextual() ? member.textValue() : "";
  }

  private static ArchivedUser found(ArchiveOutcome outcome) {
    return switch (outcome) {
      case Found(var user) -> user;
      case NotFound() -> throw new RefusedException("invalid_credentials");
      case NotConfirmed() -> throw new RefusedException("user_not_confirmed");
      case Disabled() -> throw new RefusedException("user_disabled");
      case HasAuthenticatorApp() -> throw new RefusedException("authenticator_app");
      case HasTemporaryPassword() -> throw new RefusedException("temporary_password");
    };
  }

  private static ArchivedUser withVerifiedEmail(ArchivedUser user) {
    if (!user.emailVerified()) {
      throw new RefusedException("email_not_verified");
    }
    return user;
  }

  private static void answer(ObjectNode event, String source, ArchivedUser user) {
    ObjectNode response = event.withObject("/response");
    response
        .putObject("userAttributes")
        .put("username", user.username())
        .put("email", user.email())
        .put("email_verified", Boolean.toString(user.emailVerified()));
    if (source.equals(LOGIN)) {
      // Otherwise the user has no password yet, and gets one with the code that Cognito sends.
      response.put("finalUserStatus", "CONFIRMED");
    }
    response.put("messageAction", "SUPPRESS");
  }
}
