package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.Group;
import io.javalin.security.RouteRole;

/**
 * The Javalin route roles that say who may call a route, for our own routes and those of a host
 * application.
 *
 * <p>A route has at most one of these roles. It may also have roles of the host application. A
 * route without one of these roles is not guarded.
 */
public sealed interface Access extends RouteRole {
  /** Everyone may call the route. */
  Access PUBLIC = new Public();

  /** A valid token is required, of a use that the application accepts ({@code ACCEPTED_TOKENS}). */
  Access SIGNED_IN = new SignedIn();

  /** A valid access token is required, whatever tokens other routes accept. */
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
