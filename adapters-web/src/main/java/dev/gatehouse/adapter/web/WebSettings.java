package dev.gatehouse.adapter.web;

import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;

/**
 * The settings of the pages.
 *
 * @param publicUrl the URL of the pages in the browser: http or https, without a query
 * @param title the name of the service, shown on the pages; not empty
 * @param profileToken the token that {@code GET /users/me} accepts
 * @param passwordPolicy the rules for new passwords, which hints explain
 */
public record WebSettings(
    URI publicUrl, String title, TokenUse profileToken, PasswordPolicy passwordPolicy) {
  /**
   * Creates settings.
   *
   * @throws IllegalArgumentException if the URL is not http or https or has no host name, or the
   *     title is empty
   */
  public WebSettings {
    String scheme = publicUrl.getScheme();
    if (publicUrl.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("no address of pages: " + publicUrl);
    }
    if (title.isEmpty()) {
      throw new IllegalArgumentException("an empty title");
    }
  }

  /** Returns the path of the public URL without a slash at the end; empty if it has no path. */
  String basePath() {
    String path = publicUrl.getPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Returns whether browsers use https. */
  boolean secure() {
    return publicUrl.getScheme().equals("https");
  }

  /** Returns the port that browsers use. */
  int port() {
    int port = publicUrl.getPort();
    return port != -1 ? port : secure() ? 443 : 80;
  }
}
