package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.Subject;
import org.jspecify.annotations.Nullable;

/** What the operation {@code SignUp} brings about. */
sealed interface SignUp {
  /**
   * The user exists now, with the given password.
   *
   * @param confirmed whether the pool itself has confirmed the user (a trigger may)
   * @param subject who that is; null where the service did not get to tell
   */
  record Created(boolean confirmed, @Nullable Subject subject) implements SignUp {}

  /** A user of that name was there before. */
  record NameInUse() implements SignUp {}

  /** Nothing was created. */
  record Refused(RegistrationOutcome outcome) implements SignUp {}
}
