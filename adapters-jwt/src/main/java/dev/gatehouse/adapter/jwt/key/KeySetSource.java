package dev.gatehouse.adapter.jwt.key;

import java.io.IOException;
import java.net.URI;

/** The source of an issuer's key set: a URL, or a provider in this process. */
@FunctionalInterface
public interface KeySetSource {
  /**
   * Returns the current key set as a JWK Set document (RFC 7517, section 5).
   *
   * <p>May block for a few seconds at most.
   *
   * @throws IOException if the key set is not available; the message names the source
   */
  String fetch() throws IOException;

  /**
   * Returns a source that fetches the key set from a URL of the issuer.
   *
   * <p>Connecting may take 2 s, the whole fetch 5 s. The source does not follow redirects and
   * refuses a document over 256 KiB.
   *
   * @param url an http or https URL
   * @throws IllegalArgumentException if the URL has another scheme
   */
  static KeySetSource at(URI url) {
    return new HttpKeySetSource(url);
  }
}
