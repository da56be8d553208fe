package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.domain.login.ChallengeSession;
import org.jspecify.annotations.Nullable;

/**
 * Cognito's session of a login that waits for the answer to a challenge.
 *
 * @param username the user name that belongs to the session; it can differ from the one that the
 *     user sent. It contains no white space.
 * @param session the session text from Cognito
 */
record ServiceSession(String username, String session) {
  /**
   * Creates the session of a login that continues after this operation. Throws if Cognito sent no
   * valid session.
   */
  static ServiceSession after(String operation, String username, @Nullable String session) {
    if (session == null
        || session.isEmpty()
        || !ChallengeSession.violations(text(username, session)).isEmpty()) {
      throw CognitoErrors.malformedResponse(
          operation, "the login continues, but the session is missing or invalid");
    }
    return new ServiceSession(username, session);
  }

  /** Reads the output of {@link #sealed}. Returns null for any other text. */
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
