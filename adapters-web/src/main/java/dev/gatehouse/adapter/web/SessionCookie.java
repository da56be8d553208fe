package dev.gatehouse.adapter.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.token.RefreshToken;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Transports the refresh token in a cookie. Scripts cannot read it, requests from other sites do
 * not contain it, and it ends with the browser's session.
 *
 * <p>A failed refresh does not change the cookie, because another tab may have stored a valid one
 * in the meantime.
 */
final class SessionCookie implements RefreshTokenTransport {
  private static final String SET_COOKIE = "Set-Cookie";
  private static final int HTTPS_PORT = 443;

  /** The characters that RFC 6265 allows, in a size that every browser keeps. */
  private static final Pattern HOLDABLE =
      Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]{1,3900}");

  private final String name;
  private final String attributes;

  /**
   * Creates the transport.
   *
   * @param secure whether browsers use https; the cookie then has the attribute {@code Secure} and
   *     the prefix {@code __Host-}, or {@code __Secure-} below a base path
   * @param basePath the only path that browsers send the cookie to, such as {@code /auth}; empty
   *     for all paths of the host
   * @param port the port that browsers use. Cookies ignore ports, so the name contains it, except
   *     443 of https. Servers on several ports of one host then have different cookies.
   */
  SessionCookie(boolean secure, String basePath, int port) {
    String prefix = basePath.isEmpty() ? "__Host-" : "__Secure-";
    this.name =
        (secure ? prefix : "")
            + "gatehouse-session"
            + (secure && port == HTTPS_PORT ? "" : "-" + port);
    this.attributes =
        "; Path="
            + (basePath.isEmpty() ? "/" : basePath)
            + "; HttpOnly; SameSite=Strict"
            + (secure ? "; Secure" : "");
  }

  @Override
  public @Nullable RefreshToken read(Request request) {
    String value = request.cookie(name);
    // Other applications on the host can set it to anything.
    return value == null || !HOLDABLE.matcher(value).matches() ? null : new RefreshToken(value);
  }

  @Override
  public @Nullable RefreshToken replaced(Request request) {
    return read(request);
  }

  @Override
  public Response write(ObjectNode tokens, RefreshToken token) {
    if (!HOLDABLE.matcher(token.reveal()).matches()) {
      throw new IllegalStateException("the provider's refresh token does not fit into a cookie");
    }
    return Response.json(200, tokens)
        .withHeader(SET_COOKIE, name + "=" + token.reveal() + attributes);
  }

  @Override
  public Response clear() {
    return Response.empty(204).withHeader(SET_COOKIE, name + "=; Max-Age=0" + attributes);
  }
}
