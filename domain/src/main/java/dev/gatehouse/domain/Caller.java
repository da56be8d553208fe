package dev.gatehouse.domain;

/**
 * The context of a request. It says nothing about who the user is.
 *
 * @param requestId identifies the request in responses and logs
 * @param address where the request comes from
 * @param client a short name of the program that sent the request, such as {@code Firefox on
 *     Linux}; empty if it is unknown
 */
public record Caller(String requestId, ClientAddress address, String client) {
  private static final int MAX_CLIENT = 64;

  /**
   * Creates a context.
   *
   * @throws IllegalArgumentException if the client's name has more than 64 characters
   */
  public Caller {
    if (client.length() > MAX_CLIENT) {
      throw new IllegalArgumentException("a client's name of " + client.length() + " characters");
    }
  }

  /** Creates the context of a request from an unknown program. */
  public Caller(String requestId, ClientAddress address) {
    this(requestId, address, "");
  }
}
