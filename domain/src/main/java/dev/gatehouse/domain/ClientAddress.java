package dev.gatehouse.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The network address that a request comes from.
 *
 * @param address an IPv4 or IPv6 address; an IPv4 address that is mapped into IPv6 becomes an IPv4
 *     address
 */
public record ClientAddress(InetAddress address) {
  private static final int IPV4_BITS = 32;

  /**
   * The blocks of IPv6 that a client may have: one link, and the sites that providers assign (RFC
   * 6177). A client may use all addresses of its block.
   */
  private static final List<Integer> IPV6_BLOCKS = List.of(64, 56, 48);

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
   * Returns the network that every client with this address has: the IPv4 address, or the first 64
   * bits of an IPv6 address.
   */
  public Network network() {
    return networks().getFirst();
  }

  /**
   * Returns the networks that a client with this address may have, the smallest first: the IPv4
   * address, or the blocks of 64, 56 and 48 bits of an IPv6 address.
   */
  public List<Network> networks() {
    return address instanceof Inet6Address
        ? IPV6_BLOCKS.stream().map(this::block).toList()
        : List.of(new Network(this, IPV4_BITS));
  }

  private Network block(int bits) {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
    return new Network(new ClientAddress(of(bytes)), bits);
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
