package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.Group;
import io.javalin.security.RouteRole;

/**
 * Who may call a route: the roles that guard Javalin's routes, a host application's and our own.
 *
 * <p>A route has one of them, or none; beside it, it may have roles of the host's own. A route with
 * none is left alone.
 */
public sealed interface Access extends RouteRole {
  /** Anyone may call. */
  Access PUBLIC = new Public();

  /** Whoever shows a valid token of the uses that the application accepts may call. */
  Access SIGNED_IN = new SignedIn();

  /** Whoever shows a valid access token may call, whichever tokens other routes accept. */
  Access ACCESS_TOKEN = new AccessToken();

  /**
   * Whoever is signed in and is in a group may call.
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
