package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;

/** What a user presents at the first step of a login. */
public sealed interface Credentials {
  /** A user name and its password. */
  record UsernamePassword(Username username, Password password) implements Credentials {}
}
