package dev.gatehouse.bootstrap.command;

import dev.gatehouse.adapter.embedded.RegisteredUser;
import dev.gatehouse.adapter.embedded.TemporaryAccess;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.adapter.embedded.UserAdministration.GroupAddition;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.port.AuditTrail;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands {@code users ...}: list and change the users of the embedded provider. */
sealed interface UsersCommand {
  /** How many users are read at once, so that a long list neither takes much memory nor blocks. */
  int PAGE = 1_000;

  /**
   * Prints users, one per line.
   *
   * @param after the name after which the list begins; null for the first one
   * @param limit how many users at most
   */
  record Listing(@Nullable Username after, long limit) implements UsersCommand {
    private Stream<RegisteredUser> read(UserAdministration users) {
      return Stream.iterate(
              users.findPage(after, PAGE),
              page -> !page.isEmpty(),
              page -> users.findPage(new Username(page.getLast().username()), PAGE))
          .flatMap(List::stream)
          .limit(limit);
    }
  }

  /**
   * Changes one user.
   *
   * @param event creates the audit event for the changed user
   */
  record Change(
      Username username, String done, UserChange change, Function<Subject, AuditEvent> event)
      implements UsersCommand {}

  /** Adds a user to a group. */
  record GroupJoin(Username username, Group group) implements UsersCommand {}

  /** Sets a temporary password. */
  record PasswordReset(Username username) implements UsersCommand {}

  /** The result of a command. */
  sealed interface Outcome {
    /** The command succeeded; the lines are for the operator. */
    record Done(Stream<String> lines) implements Outcome {}

    record NoSuchUser(String username) implements Outcome {}

    record TooManyGroups(String username) implements Outcome {}

    /** A temporary password was set, which the operator passes on. */
    record TemporaryAccessGiven(String username, TemporaryAccess access) implements Outcome {}
  }

  /** Changes a user; returns the subject, or null if there is no such user. */
  @FunctionalInterface
  interface UserChange {
    @Nullable Subject on(UserAdministration users, Username username);
  }

  static UsersCommand disable(Username username) {
    return new Change(
        username,
        "is disabled, all sessions have ended",
        UserAdministration::disable,
        AuditEvent.UserDisabled::new);
  }

  static UsersCommand enable(Username username) {
    return new Change(
        username, "is enabled", UserAdministration::enable, AuditEvent.UserEnabled::new);
  }

  static UsersCommand removeTotp(Username username) {
    return new Change(
        username,
        "logs in without an authenticator app",
        UserAdministration::removeTotp,
        user -> new AuditEvent.TotpRemoved(null, user));
  }

  static UsersCommand removeFromGroup(Username username, Group group) {
    return new Change(
        username,
        "is not in the group " + inNewTokens(group),
        (users, name) -> users.removeFromGroup(name, group),
        user -> new AuditEvent.MembershipChanged(user, group, false));
  }

  private static String inNewTokens(Group group) {
    return group.name() + "; tokens say so from their next issue on";
  }

  /** Runs the command and records it in the audit trail. */
  default Outcome on(UserAdministration users, AuditTrail audit) {
    return switch (this) {
      case Listing listing -> new Outcome.Done(listing.read(users).map(UsersCommand::line));
      case Change(var username, var done, var change, var event) -> {
        Subject changed = change.on(users, username);
        if (changed == null) {
          yield new Outcome.NoSuchUser(username.value());
        }
        audit.record(event.apply(changed));
        yield new Outcome.Done(Stream.of(username.value() + " " + done + "."));
      }
      case GroupJoin(var username, var group) ->
          switch (users.addToGroup(username, group)) {
            case GroupAddition.Added(var subject) -> {
              audit.record(new AuditEvent.MembershipChanged(subject, group, true));
              yield new Outcome.Done(
                  Stream.of(username.value() + " is in the group " + inNewTokens(group) + "."));
            }
            case GroupAddition.NoSuchUser() -> new Outcome.NoSuchUser(username.value());
            case GroupAddition.TooManyGroups() -> new Outcome.TooManyGroups(username.value());
          };
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
    String state = user.enabled() ? "confirmed" : "disabled";
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
