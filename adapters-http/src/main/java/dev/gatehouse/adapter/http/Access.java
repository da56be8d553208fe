package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.Group;
import io.javalin.security.RouteRole;

/**
 * Who may call a route: the roles that guard Javalin's routes, those of another application and our
 * own.
 *
 * <p>A route has at most one of them, and may have roles of the application's own as well. A route
 * without one of them is not guarded.
 */
public sealed interface Access extends RouteRole {
  /** Anyone may call. */
  Access PUBLIC = new Public();

  /** A valid token is required, of a use that the application accepts. */
  Access SIGNED_IN = new SignedIn();

  /** A valid access token is required, whichever tokens other routes accept. */
  Access ACCESS_TOKEN = new AccessToken();

  /**
   * A valid token of a user in a group is required.
   *
   * @param name the name of the group
   * @throws IllegalArgumentException if no group can have this name
   */
  static Access inGroup(String name) {
    return new InGroup(new Group(name));
  }

  /** See {@link #PUBLIC}. */
  record Public() implements Access {}

  /** See {@link #SIGNED_IN}. */
  record SignedIn() implements Access {}

  /** See {@link #ACCESS_TOKEN}. */
  record AccessToken() implements Access {}

  /** See {@link #inGroup}. */
  record InGroup(Group group) implements Access {}
}
