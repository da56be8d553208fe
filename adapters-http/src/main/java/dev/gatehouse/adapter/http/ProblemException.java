package dev.gatehouse.adapter.http;

/** Ends a request from wherever it is being read; turned into its answer in {@link Route}. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  ProblemException(Answer answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
