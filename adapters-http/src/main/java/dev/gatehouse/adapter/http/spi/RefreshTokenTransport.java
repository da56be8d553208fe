package dev.gatehouse.adapter.http.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.domain.token.RefreshToken;
import org.jspecify.annotations.Nullable;

/** How clients hold their refresh tokens between requests: by themselves, or in a cookie. */
public interface RefreshTokenTransport {
  /**
   * The token that came with a request, or null where the client holds none.
   *
   * @throws ProblemException if what came can be none
   */
  @Nullable RefreshToken read(Request request);

  /**
   * An answer that hands a token over, in the place of one that the client may hold.
   *
   * @param tokens the other tokens, as they are answered
   */
  Response write(ObjectNode tokens, RefreshToken token);

  /** An answer after which the client holds none. */
  Response clear();
}
