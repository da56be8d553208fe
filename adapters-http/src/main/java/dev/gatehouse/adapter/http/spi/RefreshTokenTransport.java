package dev.gatehouse.adapter.http.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.domain.token.RefreshToken;
import org.jspecify.annotations.Nullable;

/** Transports refresh tokens between client and server, in JSON bodies or in a cookie. */
public interface RefreshTokenTransport {
  /**
   * Reads the refresh token of a request; null if there is none.
   *
   * @throws ProblemException if the text cannot be a refresh token
   */
  @Nullable RefreshToken read(Request request);

  /**
   * Returns the refresh token that a login replaces, because the client has place for one only;
   * null if the client keeps its tokens itself, or has none.
   */
  @Nullable RefreshToken replaced(Request request);

  /**
   * Creates a response that gives the client a new refresh token.
   *
   * @param tokens the JSON with the other tokens
   */
  Response write(ObjectNode tokens, RefreshToken token);

  /** Creates a response that removes the client's refresh token. */
  Response clear();
}
