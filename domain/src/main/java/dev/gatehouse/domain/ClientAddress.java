package dev.gatehouse.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from.
 *
 * @param address an IPv4 or IPv6 address; one that maps IPv4 into IPv6 becomes the former
 */
public record ClientAddress(InetAddress address) {
  /** An IPv6 network is rarely smaller, and its addresses are free to whoever has it (RFC 6177). */
  private static final int IPV6_NETWORK_BYTES = 8;

  /** Makes an address; a zone is left out. */
  public ClientAddress {
    address = of(address.getAddress());
  }

  /**
   * The address that a literal stands for; nothing is looked up.
   *
   * @throws IllegalArgumentException if it is no literal
   */
  public static ClientAddress of(String literal) {
    return new ClientAddress(InetAddress.ofLiteral(literal));
  }

  /**
   * What one client can have at most: an IPv4 address is its own, of an IPv6 address the first 64
   * bits are.
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

  /** The literal. */
  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
