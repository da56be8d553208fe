package dev.gatehouse.adapter.web;

import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;

/**
 * What the pages need to know of where they are.
 *
 * @param publicUrl how browsers reach them: an http or https URL without query; they are at its
 *     path
 * @param title whose pages they are, as people see it; not empty
 * @param profileToken what {@code GET /users/me} takes
 */
public record WebSettings(URI publicUrl, String title, TokenUse profileToken) {
  /**
   * Makes settings.
   *
   * @throws IllegalArgumentException if the URL is not http or https, or the title is empty
   */
  public WebSettings {
    String scheme = publicUrl.getScheme();
    if (publicUrl.getRawAuthority() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("no address of pages: " + publicUrl);
    }
    if (title.isEmpty()) {
      throw new IllegalArgumentException("an empty title");
    }
  }

  /** The path of the public URL, without a slash at its end; empty where it has none. */
  String basePath() {
    String path = publicUrl.getPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Whether browsers come by https. */
  boolean secure() {
    return publicUrl.getScheme().equals("https");
  }
}
