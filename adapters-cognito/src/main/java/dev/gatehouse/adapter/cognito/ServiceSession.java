package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.login.ChallengeSession;
import org.jspecify.annotations.Nullable;

/**
 * The service's session of a login that waits for an answer.
 *
 * @param username goes with the session, and need not be the one that the user gave; holds no white
 *     space
 * @param session the service's own
 */
record ServiceSession(String username, String session) {
  /** The session of a login that goes on after that operation: there must be one. */
  static ServiceSession after(String operation, String username, @Nullable String session) {
    if (session == null
        || session.isEmpty()
        || !ChallengeSession.violations(text(username, session)).isEmpty()) {
      throw CognitoErrors.malformedResponse(
          operation, "a login that goes on without a sound session");
    }
    return new ServiceSession(username, session);
  }

  /** Reads what {@link #sealed} wrote; null where it is something else. */
  static @Nullable ServiceSession of(ChallengeSession session) {
    String[] parts = session.reveal().split("\n", 2);
    return parts.length == 2 ? new ServiceSession(parts[0], parts[1]) : null;
  }

  ChallengeSession sealed() {
    return new ChallengeSession(text(username, session));
  }

  private static String text(String username, String session) {
    return username + "\n" + session;
  }

  @Override
  public String toString() {
    return "ServiceSession[redacted]";
  }
}
