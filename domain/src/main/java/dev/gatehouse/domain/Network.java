package dev.gatehouse.domain;

import java.net.Inet6Address;

/**
 * A block of addresses that one client may control.
 *
 * @param first the first address of the block; its other bits are zero
 * @param bits the number of bits that all addresses of the block share
 */
public record Network(ClientAddress first, int bits) {
  /** Returns an IPv4 address alone, or an IPv6 block such as {@code 2001:db8:0:0:0:0:0:0/64}. */
  @Override
  public String toString() {
    return first.address() instanceof Inet6Address ? first + "/" + bits : first.toString();
  }
}
