package dev.gatehouse.domain;

/**
 * The context of a request. It says nothing about who the user is.
 *
 * @param requestId identifies the request in responses and logs
 * @param address where the request comes from
 * @param client a short name of the program that sent the request, such as {@code Firefox on
 *     Linux}; empty if it is unknown
 * @param userAgent the beginning of the header {@code User-Agent}, for the provider's threat
 *     protection; empty if there is none
 */
public record Caller(String requestId, ClientAddress address, String client, String userAgent) {
  /** The maximum length of {@link #userAgent}, in characters. */
  public static final int MAX_USER_AGENT = 512;

  private static final int MAX_CLIENT = 64;

  /**
   * Creates a context.
   *
   * @throws IllegalArgumentException if the client's name has more than 64 characters, or the
   *     header more than {@link #MAX_USER_AGENT}
   */
  public Caller {
    if (client.length() > MAX_CLIENT || userAgent.length() > MAX_USER_AGENT) {
      throw new IllegalArgumentException(
          "a client's name of %d characters, a User-Agent of %d"
              .formatted(client.length(), userAgent.length()));
    }
  }

  /** Creates the context of a request from an unknown program. */
  public Caller(String requestId, ClientAddress address) {
    this(requestId, address, "", "");
  }
}
