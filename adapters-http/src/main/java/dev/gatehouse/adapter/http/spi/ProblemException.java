package dev.gatehouse.adapter.http.spi;

/**
 * Ends a request with an answer, from wherever it is being worked on; caught where the route is
 * guarded, and nothing is logged.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  /** Makes the exception; it has no stack trace, as it is no failure of ours. */
  public ProblemException(Response response) {
    super(null, null, false, false);
    this.response = response;
  }

  /** What goes back to the client. */
  public Response response() {
    return response;
  }
}
