package dev.gatehouse.adapter.jwt.key;

import java.io.IOException;
import java.net.URI;

/** Where an issuer's key set comes from: a URL, or a provider in this process. */
@FunctionalInterface
public interface KeySetSource {
  /**
   * The key set as it is now: a JWK Set document (RFC 7517, section 5).
   *
   * <p>May block, for a few seconds at most.
   *
   * @throws IOException if it can't be had; the message names the source
   */
  String fetch() throws IOException;

  /**
   * A key set that an issuer publishes.
   *
   * <p>Connecting may take 2 s, all of it 5 s; redirects are not followed; a document over 256 KiB
   * is refused.
   *
   * @param url an http or https URL
   * @throws IllegalArgumentException if it is another
   */
  static KeySetSource at(URI url) {
    return new HttpKeySetSource(url);
  }
}
