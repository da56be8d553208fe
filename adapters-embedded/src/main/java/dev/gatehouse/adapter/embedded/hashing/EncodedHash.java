package dev.gatehouse.adapter.embedded.hashing;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash with its parameters and salt, and its PHC string format. The library's own
 * format depends on the locale of the machine: in Turkish it writes and reads another i.
 *
 * @param memory in KiB
 * @param iterations the number of passes over the memory
 * @param lanes the degree of parallelism
 * @param salt in Base64 without padding
 * @param hash in Base64 without padding
 */
record EncodedHash(int version, int memory, int iterations, int lanes, String salt, String hash) {
  /** The version of Argon2 in RFC 9106. */
  static final int CURRENT_VERSION = 0x13;

  /** Earlier versions wrote the other i. */
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\$argon2[i\u0131]d\\$v=([0-9]{1,9})\\$m=([0-9]{1,9}),t=([0-9]{1,9}),p=([0-9]{1,9})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /**
   * Parses a hash.
   *
   * @throws IllegalArgumentException if it is not an Argon2id hash
   */
  static EncodedHash of(PasswordHash hash) {
    Matcher parts = FORMAT.matcher(hash.phc());
    if (!parts.matches()) {
      throw new IllegalArgumentException("a stored hash is not one of Argon2id");
    }
    return new EncodedHash(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        Integer.parseInt(parts.group(4)),
        parts.group(5),
        parts.group(6));
  }

  /** Returns the hash with these parameters and this salt. */
  EncodedHash withHash(byte[] other) {
    return new EncodedHash(version, memory, iterations, lanes, salt, base64(other));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  byte[] saltBytes() {
    return Base64.getDecoder().decode(salt);
  }

  byte[] hashBytes() {
    return Base64.getDecoder().decode(hash);
  }

  /** Returns the stored form. */
  PasswordHash encode() {
    return new PasswordHash(
        "$argon2id$v="
            + version
            + "$m="
            + memory
            + ",t="
            + iterations
            + ",p="
            + lanes
            + "$"
            + salt
            + "$"
            + hash);
  }

  @Override
  public String toString() {
    return "EncodedHash[redacted]";
  }
}
