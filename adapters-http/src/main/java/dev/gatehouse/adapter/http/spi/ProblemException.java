package dev.gatehouse.adapter.http.spi;

/** Ends a request with a response. The exception is not logged. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  /** Creates the exception without a stack trace, because it is not a failure of the server. */
  public ProblemException(Response response) {
    super(null, null, false, false);
    this.response = response;
  }

  /** Returns the response. */
  public Response response() {
    return response;
  }
}
