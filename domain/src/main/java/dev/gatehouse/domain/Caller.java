package dev.gatehouse.domain;

/**
 * The context of a request, before anyone has proved anything.
 *
 * @param requestId names the request in answers and logs
 * @param address where it comes from
 * @param client a short name of the program that sent it, such as {@code Firefox on Linux}; empty
 *     where it names none
 */
public record Caller(String requestId, ClientAddress address, String client) {
  private static final int MAX_CLIENT = 64;

  /**
   * Makes a context.
   *
   * @throws IllegalArgumentException if the client's name has more than 64 characters
   */
  public Caller {
    if (client.length() > MAX_CLIENT) {
      throw new IllegalArgumentException("a client's name of " + client.length() + " characters");
    }
  }

  /** A request of an unknown program. */
  public Caller(String requestId, ClientAddress address) {
    this(requestId, address, "");
  }
}
