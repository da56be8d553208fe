package dev.gatehouse.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The network address that a request comes from.
 *
 * @param address an IPv4 or IPv6 address; an IPv4 address that is mapped into IPv6 becomes an IPv4
 *     address
 */
public record ClientAddress(InetAddress address) {
  /**
   * Networks of IPv6 clients are rarely smaller, and a client may use all addresses of its network
   * (RFC 6177).
   */
  private static final int IPV6_NETWORK_BYTES = 8;

  /** Creates an address without its zone. */
  public ClientAddress {
    address = of(address.getAddress());
  }

  /**
   * Parses an address literal. Does not look up names.
   *
   * @throws IllegalArgumentException if the text is not an address literal
   */
  public static ClientAddress of(String literal) {
    return new ClientAddress(InetAddress.ofLiteral(literal));
  }

  /**
   * Returns the network that one client can control: the whole IPv4 address, or the first 64 bits
   * of an IPv6 address.
   */
  public ClientAddress network() {
    if (!(address instanceof Inet6Address)) {
      return this;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
    return new ClientAddress(of(bytes));
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of a length that no address has", e);
    }
  }

  /** Returns the address literal. */
  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
