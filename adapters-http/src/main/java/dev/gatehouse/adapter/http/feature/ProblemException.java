package dev.gatehouse.adapter.http.feature;

/**
 * Ends a request with an answer, from wherever it is being worked on; caught where the route is
 * guarded, and nothing is logged.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  /** Makes the exception; it has no stack trace, as it is no failure of ours. */
  public ProblemException(Answer answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  /** What goes back to the client. */
  public Answer answer() {
    return answer;
  }
}
