package dev.gatehouse.bootstrap.command;

import dev.gatehouse.adapter.embedded.RegisteredUser;
import dev.gatehouse.adapter.embedded.TemporaryAccess;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.port.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands {@code users ...}: list and change the users of the embedded provider. */
sealed interface UsersCommand {
  /** Prints all users, one per line. */
  record Listing() implements UsersCommand {}

  /**
   * Changes one user.
   *
   * @param event creates the audit event for the changed user
   */
  record Change(
      Username username, String done, UserChange change, Function<Subject, AuditEvent> event)
      implements UsersCommand {}

  /** Sets a temporary password. */
  record PasswordReset(Username username) implements UsersCommand {}

  /** The result of parsing the arguments. */
  sealed interface Reading {
    record Understood(UsersCommand command) implements Reading {}

    /** The arguments are wrong; the lines say why. */
    record Misused(List<String> lines) implements Reading {}
  }

  /** The result of a command. */
  sealed interface Outcome {
    /** The command succeeded; the lines are for the operator. */
    record Done(List<String> lines) implements Outcome {}

    record NoSuchUser(String username) implements Outcome {}

    /** A temporary password was set, which the operator passes on. */
    record TemporaryAccessGiven(String username, TemporaryAccess access) implements Outcome {}
  }

  /**
   * Parses the arguments after {@code users}.
   *
   * @throws IllegalArgumentException if there is no such command, or the number of arguments is
   *     wrong
   */
  static Reading of(List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst();
    return switch (verb + "/" + words.size()) {
      case "list/1" -> new Reading.Understood(new Listing());
      case "disable/2" ->
          change(
              words,
              "is disabled, all sessions have ended",
              UserAdministration::disable,
              AuditEvent.UserDisabled::new);
      case "enable/2" ->
          change(words, "is enabled", UserAdministration::enable, AuditEvent.UserEnabled::new);
      case "remove-totp/2" ->
          change(
              words,
              "logs in without an authenticator app",
              UserAdministration::removeTotp,
              user -> new AuditEvent.TotpRemoved(null, user));
      case "reset-password/2" -> {
        List<String> wrong = wrong("user name", Username.violations(words.get(1)));
        yield wrong.isEmpty()
            ? new Reading.Understood(new PasswordReset(new Username(words.get(1))))
            : new Reading.Misused(wrong);
      }
      case "add-to-group/3" ->
          groupChange(words, "is in the group", UserAdministration::addToGroup, true);
      case "remove-from-group/3" ->
          groupChange(words, "is not in the group", UserAdministration::removeFromGroup, false);
      default -> throw new IllegalArgumentException("not a command on users: " + words);
    };
  }

  /** Changes a user; returns the subject, or null if there is no such user. */
  @FunctionalInterface
  interface UserChange {
    @Nullable Subject on(UserAdministration users, Username username);
  }

  private static Reading change(
      List<String> words, String done, UserChange change, Function<Subject, AuditEvent> event) {
    List<String> wrong = wrong("user name", Username.violations(words.get(1)));
    return wrong.isEmpty()
        ? new Reading.Understood(new Change(new Username(words.get(1)), done, change, event))
        : new Reading.Misused(wrong);
  }

  /** Changes the membership in a group. */
  @FunctionalInterface
  interface GroupChange {
    @Nullable Subject on(UserAdministration users, Username username, Group group);
  }

  private static Reading groupChange(
      List<String> words, String done, GroupChange change, boolean member) {
    List<String> wrong = new ArrayList<>(wrong("user name", Username.violations(words.get(1))));
    wrong.addAll(wrong("group", Group.violations(words.get(2))));
    if (!wrong.isEmpty()) {
      return new Reading.Misused(wrong);
    }
    Username username = new Username(words.get(1));
    Group group = new Group(words.get(2));
    return new Reading.Understood(
        new Change(
            username,
            done + " " + group.name() + "; tokens say so from their next issue on",
            (users, name) -> change.on(users, name, group),
            user -> new AuditEvent.MembershipChanged(user, group, member)));
  }

  private static List<String> wrong(String what, List<Violation> violations) {
    return violations.stream().map(violation -> what + ": " + violation.message()).toList();
  }

  /** Runs the command and records it in the audit trail. */
  default Outcome on(UserAdministration users, AuditTrail audit) {
    return switch (this) {
      case Listing() -> new Outcome.Done(users.findAll().stream().map(UsersCommand::line).toList());
      case Change(var username, var done, var change, var event) -> {
        Subject changed = change.on(users, username);
        if (changed == null) {
          yield new Outcome.NoSuchUser(username.value());
        }
        audit.record(event.apply(changed));
        yield new Outcome.Done(List.of(username.value() + " " + done + "."));
      }
      case PasswordReset(var username) -> {
        TemporaryAccess access = users.resetPassword(username);
        if (access == null) {
          yield new Outcome.NoSuchUser(username.value());
        }
        audit.record(new AuditEvent.TemporaryPasswordSet(access.subject()));
        yield new Outcome.TemporaryAccessGiven(username.value(), access);
      }
    };
  }

  /** The parts contain no spaces, so that programs can split the line. */
  private static String line(RegisteredUser user) {
    String state = user.enabled() ? user.confirmed() ? "confirmed" : "unconfirmed" : "disabled";
    return String.join(
            " ",
            user.username(),
            user.email(),
            user.emailVerified() ? "verified" : "unverified",
            state,
            String.join(",", user.groups()))
        .stripTrailing();
  }
}
