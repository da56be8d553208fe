package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.embedded.RegisteredUser;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * {@code ./gatehouse users}: what an operator sees of the embedded provider's users, and changes.
 */
sealed interface UsersCommand {
  /** Shows all users, a line each. */
  record Listing() implements UsersCommand {}

  /** Changes one user. */
  record Change(Username username, String done, Predicate<UserAdministration> change)
      implements UsersCommand {}

  /** What the words mean. */
  sealed interface Reading {
    record Understood(UsersCommand command) implements Reading {}

    /** Nothing; the lines say why. */
    record Misused(List<String> lines) implements Reading {}
  }

  /** How it went. */
  sealed interface Outcome {
    /** As it should; the lines are for the operator. */
    record Done(List<String> lines) implements Outcome {}

    record NoSuchUser(String username) implements Outcome {}
  }

  /** Understands the words after {@code users}. */
  static Reading of(List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst();
    return switch (verb + "/" + words.size()) {
      case "list/1" -> new Reading.Understood(new Listing());
      case "disable/2" ->
          change(words, "is disabled, all sessions have ended", users -> users::disable);
      case "enable/2" -> change(words, "is enabled", users -> users::enable);
      case "add-to-group/3" ->
          groupChange(words, "is in the group", UserAdministration::addToGroup);
      case "remove-from-group/3" ->
          groupChange(words, "is not in the group", UserAdministration::removeFromGroup);
      default ->
          new Reading.Misused(
              List.of(
                  "users takes one of:",
                  "  list",
                  "  disable NAME",
                  "  enable NAME",
                  "  add-to-group NAME GROUP",
                  "  remove-from-group NAME GROUP"));
    };
  }

  private static Reading change(
      List<String> words, String done, Function<UserAdministration, Predicate<Username>> change) {
    List<String> wrong = wrong("user name", Username.violations(words.get(1)));
    if (!wrong.isEmpty()) {
      return new Reading.Misused(wrong);
    }
    Username username = new Username(words.get(1));
    return new Reading.Understood(
        new Change(username, done, users -> change.apply(users).test(username)));
  }

  /** A change of a membership. */
  @FunctionalInterface
  interface GroupChange {
    boolean on(UserAdministration users, Username username, Group group);
  }

  private static Reading groupChange(List<String> words, String done, GroupChange change) {
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
            users -> change.on(users, username, group)));
  }

  private static List<String> wrong(String what, List<Violation> violations) {
    return violations.stream().map(violation -> what + ": " + violation.message()).toList();
  }

  /** Does it. */
  default Outcome on(UserAdministration users) {
    return switch (this) {
      case Listing() -> new Outcome.Done(users.all().stream().map(UsersCommand::line).toList());
      case Change(var username, var done, var change) ->
          change.test(users)
              ? new Outcome.Done(List.of(username.value() + " " + done + "."))
              : new Outcome.NoSuchUser(username.value());
    };
  }

  /** Parts that can't hold a space, so that a line can be taken apart. */
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
