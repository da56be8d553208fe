package dev.gatehouse.adapter.http.message;

import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Turns exceptions of guards and endpoints into responses.
 *
 * <p>Javalin's exception mappers are not used, because they would also act on routes of the host.
 */
public final class ErrorResponses {
  private static final Logger LOG = System.getLogger(ErrorResponses.class.getName());

  private ErrorResponses() {}

  /**
   * Returns the response to a request that failed. Only a {@link ProblemException} can say that it
   * is the client's fault.
   */
  public static Response of(RuntimeException failure, String requestId) {
    return switch (failure) {
      case ProblemException e -> e.response();
      case IdentityProviderUnavailableException e -> {
        LOG.log(Level.WARNING, "Request {0}: {1}", requestId, e.getMessage());
        yield unavailable(e);
      }
      default -> {
        LOG.log(Level.ERROR, "Request " + requestId + " failed", failure);
        yield Response.problem(Problem.INTERNAL_ERROR);
      }
    };
  }

  private static Response unavailable(IdentityProviderUnavailableException e) {
    Problem problem =
        switch (e.reason()) {
          case UNAVAILABLE -> Problem.IDENTITY_PROVIDER_UNAVAILABLE;
          case OVERLOADED -> Problem.OVERLOADED;
        };
    return Response.problem(problem).withRetryAfter(e.retryAfter());
  }
}
